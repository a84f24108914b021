"""Several small forms of one kind on a page, such as the answers of a draft; rows come and go by a round trip."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms


class Rows:
    """Forms of ``form_class`` under one name; ``data`` names the rows it holds, so that any of them can go.

    A button ``add`` with the name adds an empty row, ``remove`` with the name of a row takes it away.
    """

    def __init__(
        self,
        form_class: type[forms.Form],
        data: Any | None,
        *,
        name: str,
        initial: Sequence[Mapping[str, Any]] = (),
        least: int = 1,
        most: int = 20,
        **given: Any,
    ) -> None:
        self.form_class, self.data, self.name, self.most, self.given = form_class, data, name, most, given
        if data is None:
            rows = [*initial, *({} for _missing in range(least - len(initial)))]
            self.forms = [self._form(str(key), dict(row)) for key, row in enumerate(rows)]
        else:
            self.forms = [self._form(key, {}) for key in self._keys(data)]

    @property
    def filled(self) -> list[Any]:
        """What the rows hold that are not left empty."""
        return [form.cleaned_data for form in self.forms if form.has_changed()]

    @property
    def may_grow(self) -> bool:
        return len(self.forms) < self.most

    @property
    def may_shrink(self) -> bool:
        return len(self.forms) > 1

    def is_valid(self) -> bool:
        return all(form.is_valid() for form in self.forms)

    def _keys(self, data: Any) -> list[str]:
        keys = [key for key in dict.fromkeys(data.getlist(f"{self.name}-row")) if key.isdecimal() and len(key) < 4]
        if data.get("add") == self.name and len(keys) < self.most:
            keys.append(str(max(map(int, keys), default=-1) + 1))
        left = [key for key in keys if data.get("remove") != f"{self.name}-{key}"]
        return (left or keys[:1] or ["0"])[: self.most]

    def _form(self, key: str, initial: dict[str, Any]) -> Any:
        form = self.form_class(
            self.data,
            prefix=f"{self.name}-{key}",
            initial=initial,
            use_required_attribute=False,
            **self.given,
        )
        form.key = key  # type: ignore[attr-defined]
        return form
