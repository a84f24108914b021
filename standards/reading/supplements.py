"""Supplements as references name them: /Amd 1:2003/Cor 1:2004, /DAM 2, /CD Amd 1.2, Amendment 1 (2010)."""

from dataclasses import dataclass

from standards.reading.citation_words import ONE_SUPPLEMENT

_KINDS = {
    **dict.fromkeys(("amd", "ame", "änd", "enm", "mod", "изм"), "Amd"),
    **dict.fromkeys(("cor", "ber", "rec", "поп"), "Cor"),
    **{"add": "Add", "sup": "Suppl", "ext": "Ext"},
}
# Amendments and others that are drafts: how far they are, and what they become.
_DRAFTS = {
    **{"dam": ("DAM", "Amd"), "damd": ("DAM", "Amd"), "fdam": ("FDAM", "Amd"), "fdamd": ("FDAM", "Amd")},
    **{"pdam": ("PDAM", "Amd"), "pdamd": ("PDAM", "Amd"), "dcor": ("DCOR", "Cor"), "fdcor": ("FDCOR", "Cor")},
    **{"pdcor": ("PDCOR", "Cor"), "dad": ("DAD", "Add")},
}


@dataclass(frozen=True)
class Supplement:
    """One supplement of a chain: Amd 1:2003; ``stage`` is how far a draft of it is: DAM, CD."""

    kind: str
    number: int | None = None
    year: int | None = None
    stage: str = ""

    def is_meant_by(self, said: "Supplement") -> bool:
        """Whether it is the supplement that somebody named, who may have left out year and stage."""
        return (
            (self.kind, self.number) == (said.kind, said.number)
            and said.year in (None, self.year)
            and (not said.stage or said.stage == self.stage)
        )

    def __str__(self) -> str:
        number = "" if self.number is None else f" {self.number}"
        return f"{self.stage and f'{self.stage} '}{self.kind}{number}{f':{self.year}' if self.year else ''}"


def supplements_in(text: str) -> tuple[Supplement, ...]:
    """The supplements of a chain in their order: Amd 1:2003/Cor 1:2004."""
    return tuple(
        _supplement(match["kind"], match["stage"] or "", match["number"], match["year"])
        for match in ONE_SUPPLEMENT.finditer(f"/{text}")
    )


def _supplement(kind: str, stage: str, number: str | None, year: str | None) -> Supplement:
    word = kind.casefold().removeprefix("technical ")
    drafted, kind = _DRAFTS.get(word, ("", _KINDS.get(word[:3], "")))
    return Supplement(kind, int(number) if number else None, int(year) if year else None, stage.upper() or drafted)
