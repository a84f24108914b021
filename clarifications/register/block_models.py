"""Which records have each value of each facet, as bits, a thousand records a row: derived, gone as they change."""

from django.db import models


class RegisterBlock(models.Model):
    """Some neighbouring records by their keys; ``mark`` is another one whenever it is written anew (``blocks.py``)."""

    block = models.IntegerField(primary_key=True)
    mark = models.CharField(max_length=32)
    held = models.TextField()

    def __str__(self) -> str:
        return f"block {self.block}"
