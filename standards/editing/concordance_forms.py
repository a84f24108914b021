"""The forms by which a concordance is edited: a row for each clause, and where the comparison is from."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from standards.catalogue.concordance import ConcordanceEntry, End, Pair, read_entry
from standards.editing.concordance import ConcordancePart, fingerprint, proposals, top_of
from standards.models.concordances import OLDER_KINDS
from standards.reading.clause_numbers import ClauseNumber, NotAClause
from standards.reading.clause_reader import parse

MOST_ROWS = 90
_TEXT = {"autocomplete": "off", "spellcheck": "false"}


class AboutForm(forms.Form):
    """Where the comparison is from, and the mark of what was shown."""

    source = forms.CharField(
        label=_("Source"), max_length=300, required=False, help_text=_("Who compared the editions, or an address.")
    )
    note = forms.CharField(
        label=_("Note"), max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 3, "data-limit": 2_000})
    )
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


class AddForm(forms.Form):
    """A clause that our list of the older edition lacks."""

    number = forms.CharField(label=_("Clause"), max_length=200, required=False, widget=forms.TextInput(attrs=_TEXT))

    def __init__(self, data: QueryDict | None, *, part: ConcordancePart, taken: set[str]) -> None:
        super().__init__(data, prefix="add")
        self.part, self.taken = part, taken

    def clean_number(self) -> ClauseNumber:
        try:
            number = parse(self.cleaned_data["number"])
        except NotAClause as wrong:
            raise ValidationError(wrong.message) from wrong
        if top_of(number) != self.part.top:
            wanted = {"number": number, "top": top_of(number)}
            raise ValidationError(_("%(number)s belongs to %(top)s; go to that page first."), params=wanted)
        if number.canonical in self.taken:
            raise ValidationError(_("%(number)s has a row already."), params={"number": number})
        return number


class RowForm(forms.Form):
    """What became of one clause of the older edition."""

    older = forms.CharField(max_length=60, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("What became of it"), choices=[("", _("Not compared")), *OLDER_KINDS], required=False
    )
    newer = forms.CharField(
        label=_("Newer clauses"), max_length=300, required=False, widget=forms.TextInput(attrs=_TEXT)
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    proposed = forms.BooleanField(required=False, widget=forms.HiddenInput)
    was = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None = None, *, pair: Pair, prefix: str, initial: dict[str, str] | None = None
    ) -> None:
        super().__init__(data, prefix=prefix, initial=initial)
        self.pair = pair
        self.saved = ""  # what somebody else saved meanwhile
        self.entry: ConcordanceEntry | None = None

    def clean_older(self) -> str:
        try:
            return parse(self.cleaned_data["older"]).canonical
        except NotAClause as wrong:
            raise ValidationError(wrong.message) from wrong

    def clean(self) -> None:
        said = {name: self.cleaned_data.get(name) for name in ("older", "kind", "newer", "note")}
        if None not in said.values():
            self.entry = read_entry(said.pop("older") or "", **said)  # type: ignore[arg-type]

    @property
    def number(self) -> str:
        """The clause of the older edition; it stands in every row, whatever was typed beside it."""
        return str(self["older"].value() or "")

    @property
    def heading(self) -> str:
        listed = self.pair.older_listed.get(self.number)
        return listed.title if listed else ""

    @property
    def is_listed(self) -> bool:
        return self.number in self.pair.older_listed

    @property
    def is_proposed(self) -> bool:
        return bool(self["proposed"].value())

    @property
    def ends(self) -> list[End]:
        """The newer clauses with their headings, as far as they can be read."""
        entry = (self.entry if self.is_valid() else None) if self.is_bound else self.pair.entries.get(self.number)
        return [self.pair.newer_end(number) for number in entry.newer] if entry else []


class ConcordanceForm:
    """A page of the editor: its rows, a further clause, and where the comparison is from, in one form."""

    def __init__(self, pair: Pair, part: ConcordancePart, data: QueryDict | None = None) -> None:
        self.pair, self.part, self.data = pair, part, data
        rows = self._numbers() if data is None else self._typed(data)
        self.rows = sorted(rows, key=lambda row: _place(row.number))
        numbers = [row.number for row in self.rows]
        said = pair.concordance
        about = {"source": said.source if said else "", "note": said.note if said else ""}
        self.about = AboutForm(data, initial=about | {"seen": fingerprint(said, pair.entries, numbers)})
        adding = bool(data and (data.get("do") == "add" or data.get("add-number", "").strip()))
        self.add = AddForm(data if adding else None, part=part, taken=set(numbers))

    @property
    def forms(self) -> list[forms.Form]:
        """All forms in the order of the page."""
        return [*self.rows, self.add, self.about]

    @property
    def entries(self) -> dict[str, ConcordanceEntry | None]:
        return {row.cleaned_data["older"]: row.entry for row in self.rows}

    @property
    def proposed(self) -> int:
        return sum(row.is_proposed for row in self.rows)

    def is_valid(self) -> bool:
        return not any(form.errors for form in (*self.rows, self.about))

    def with_row(self) -> "ConcordanceForm":
        """The same page with the further clause as a row, where it can be one."""
        if self.data is None or not self.add.is_valid() or len(self.rows) >= MOST_ROWS:
            return self
        data, key = self.data.copy(), len(self.rows)
        data[f"row{key}-older"] = self.add.cleaned_data["number"].canonical
        data["rows"], data["add-number"], data["do"] = str(key + 1), "", ""
        return ConcordanceForm(self.pair, self.part, data)

    def with_proposals(self) -> "ConcordanceForm":
        """The same page with the rows that are still empty filled from equal numbers and headings."""
        if self.data is None:
            return self
        data = self.data.copy()
        empty = {row.number: row for row in self.rows if not (row["kind"].value() or row["newer"].value())}
        for number, entry in proposals(self.pair, empty).items():
            name = empty[number].add_prefix
            data[name("kind")], data[name("newer")] = entry.kind.value, ", ".join(entry.newer)
            data[name("proposed")] = "on"
        return ConcordanceForm(self.pair, self.part, data)

    def beside(self, now: Pair) -> "ConcordanceForm":
        """What was typed beside what somebody else saved meanwhile; rows that were left alone show what is saved.

        Saved once more, it replaces what the other one saved.
        """
        assert self.data is not None
        data, others = self.data.copy(), {}
        for row in self.rows:
            saved, name = now.entries.get(row.number), row.add_prefix
            was = row.cleaned_data["was"]
            if _mark(row.entry) == was:
                data.update({name(field): value for field, value in _initial(row.number, saved).items()})
            elif _mark(saved) != was:
                others[row.number] = str(saved or _("Not compared"))
        data["seen"] = fingerprint(now.concordance, now.entries, [row.number for row in self.rows])
        form = ConcordanceForm(now, self.part, data)
        for row in form.rows:
            row.saved = others.get(row.number, "")
        return form

    def _numbers(self) -> list[RowForm]:
        rows = enumerate((number, self.pair.entries.get(number)) for number in self.part.numbers)
        return [RowForm(initial=_initial(*row), prefix=f"row{key}", pair=self.pair) for key, row in rows]

    def _typed(self, data: QueryDict) -> list[RowForm]:
        asked = data.get("rows", "")
        count = min(int(asked), MOST_ROWS) if asked.isdecimal() and len(asked) < 4 else 0
        return [RowForm(data, prefix=f"row{key}", pair=self.pair) for key in range(count)]


def _initial(number: str, entry: ConcordanceEntry | None) -> dict[str, str]:
    if entry is None:
        return {"older": number, "kind": "", "newer": "", "note": "", "was": ""}
    newer = ", ".join(entry.newer)
    return {"older": number, "kind": entry.kind.value, "newer": newer, "note": entry.note, "was": _mark(entry)}


def _mark(entry: ConcordanceEntry | None) -> str:
    return entry.mark if entry else ""


def _place(number: str) -> str:
    try:
        return parse(number).sort_key
    except NotAClause:
        return "9"
