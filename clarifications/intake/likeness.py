"""Tells whether two names look the same to whoever reads them, however they are spaced, accented or spelled."""

import unicodedata

from accounts.models import Body

# Letters of other alphabets, and figures, that are read as Latin letters; I, l and 1 cannot be told apart.
_CAPITALS = ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕКМНОРСТУХІЈЅ", "abezhikmnoptyxabekmhopctyxijs")  # noqa: RUF001  # they are meant
_SMALL = ("авекмнорстухіјѕһԁԛԝαβεικνορτυχı01|", "abekmhopctyxijshdqwabeikvoptuxioii")  # noqa: RUF001  # they are meant
_READ_AS = str.maketrans("".join(pair[0] for pair in (_CAPITALS, _SMALL)), "".join(p[1] for p in (_CAPITALS, _SMALL)))

TOO_SHORT = 2  # letters of an acronym that other names hold by chance


def look_alike(name: str, *others: str) -> bool:
    """Whether a name is read as one of the others; nothing is read as one without letters."""
    return any(_forms(name) & _forms(other) for other in others)


def speaks_of(name: str, *others: str) -> bool:
    """Whether a name holds one of the others whole, as words: “Committee 4 of Standards Norland”.

    One word in capitals, an acronym, is meant where it is written so: “UNI” is not in “Uni Nord”.
    """
    typed = _words(name)
    return any(_stands_in(_words(other), typed) for other in others if _words(other))


def names_of(body: Body) -> tuple[str, ...]:
    """What a body is called: its name, its acronym, or both."""
    name, acronym = body.name, body.acronym
    return (name, acronym, f"{acronym} {name}", f"{name} {acronym}")


def _forms(name: str) -> set[str]:
    """The letters and figures of a name, small, without accents and what is not seen; as written and as read."""
    signs = "".join(sign for sign in unicodedata.normalize("NFKD", name) if sign.isalnum())
    return {signs.casefold(), signs.translate(_READ_AS).casefold().replace("l", "i")} - {""}


def _words(name: str) -> list[str]:
    """The words of a name without accents and what is not seen, as they are written."""
    seen = (sign for sign in unicodedata.normalize("NFKD", name) if unicodedata.category(sign) not in ("Mn", "Cf"))
    return "".join(sign if sign.isalnum() else " " for sign in seen).split()


def _stands_in(other: list[str], typed: list[str]) -> bool:
    runs = (typed[start : start + len(other)] for start in range(len(typed) - len(other) + 1))
    is_acronym = len(other) == 1 and other[0].isupper()
    if is_acronym and len(other[0]) <= TOO_SHORT:  # "SA" is Standards Australia, and a form of companies
        return False
    return any(look_alike(" ".join(run), " ".join(other)) and (not is_acronym or run[0].isupper()) for run in runs)
