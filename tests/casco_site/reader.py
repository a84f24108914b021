"""Another worker of the site, as a process: reads addresses from its input, and says how each is answered."""

import hashlib
import os
import sys

import django
from django.test import Client


def main() -> None:
    """One line in, one line out: the status and a digest of the page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casco_site.settings")
    django.setup()
    visitor = Client(headers={"host": "localhost"})
    for address in sys.stdin:
        answer = visitor.get(address.strip())
        print(answer.status_code, hashlib.sha256(answer.content).hexdigest(), flush=True)


if __name__ == "__main__":
    main()
