"""What writers are told about a text that names no clause: what it is, and why it cannot be read as a number.

Pure: `clause_reader` asks for a sentence where a list cannot be read further.
"""

import re

from django.utils.translation import gettext

_ORDINAL = (
    r"(?:(?:1st|2nd|3rd|[4-9]th|first|second|third|fourth|last|[1-9]\.|erster?|zweiter?|dritter?|letzter?|premier|1er"
    r"|deuxième|2e|troisième|dernier|primero?|segundo|tercero?|último|первый|второй|третий|последний)\s+)"
)
_PART = (
    r"(?:paragraphs?|paras?|pars?|sentences?|bullets?|bullet points?|dash(?:es)?|indents?|subparagraphs?|ab[ts](?:atz)?"
    r"|absatz|absätze|satz|sätze|spiegelstriche?|alinéas?|phrases?|tirets?|paragraphes?|párrafos?|viñetas?"
    r"|guiones|oraci[oó]n|абзац|предложение|тире)"
)
_WITHIN = re.compile(
    rf"\s*+[,(]?\s*+(?:(?:the|of|in|im|du|del|der)\s+)*(?:{_ORDINAL}{_PART}\b|{_PART}\b\.?\s*(?:[0-9]{{1,2}}(?![0-9.])|$))",
    re.IGNORECASE,
)
_ON_PAPER = re.compile(
    r"\s*+[,(]?\s*+(?:on\s+)?(?:pages?|pp?\.|lines?|seiten?|zeilen?|s\.|lignes?|p[aá]ginas?|l[ií]neas?|стр|с\.)\.?\s*[0-9]",  # noqa: RUF001
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\s*+[,(]?\s*+(?:(?:and|und|et|y|и)\s+)?(?:ff\b|f\.|et\s+seq|seqq?\b|sqq?\b|et\s+al\b|etc\b|usw\b|fortfolgende"
    r"|(?:the\s+)?following\b|folgende\b|suivants?\b|siguientes?\b|далее\b|onwards?\b)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\s*\(?[a-z]\)", re.IGNORECASE)
_GENERAL = re.compile(
    r"(?:the\s+)?(?:general|generally|all|all clauses|(?:whole|entire|full) (?:standard|document|text)|none|n/a|[-?]"
    r"|options? [a-c]"
    r"|allgemein(?:es)?|gesamte norm|ganze norm|alle|keine?|général(?:ités)?|généralités|toute la norme|tous|aucune?"
    r"|general(?:idades)?|toda la norma|todos|ninguna?|общие положения|весь стандарт|все|нет)",
    re.IGNORECASE,
)
_ITEMS_ALONE = re.compile(
    r"(?:items?|points?|lit\.?|buchstaben?)?\s?(?:\(?(?:[a-z]|[ivx]{2,4}|[0-9])\)(?:\s?[,;/&-]|\s(?:and|or|to|et|ou|und"
    r"|oder|bis|y|e|o))?\s?)+",
    re.IGNORECASE,
)


def of_parts(rest: str) -> str:
    """Why ``rest``, which follows a clause, names a part of it that has no number; empty where it names none."""
    if not _WITHIN.match(rest):
        return ""
    return gettext(
        "Paragraphs, sentences and dashes have no number: name the clause, and say in your own words which part of"
        " it is meant."
    )


def of_what_follows(rest: str) -> str:
    """Why ``rest``, which follows a clause, names no other one; empty where we have no better words than our usual."""
    if _ON_PAPER.match(rest):
        return gettext("Pages and lines differ from print to print: name the clause alone.")
    if _LETTER.match(rest):
        return gettext("In the lists of ISO’s documents letters come first: a), in it 1), in that i).")
    if _OPEN.match(rest):
        return gettext("This leaves open which clauses follow: name them, or the first and the last.")
    return ""


def of_the_whole(text: str) -> str:
    """Why ``text`` names no clause at all; empty where we have no better words than our usual."""
    shown = text.strip(" .:()[]")
    if _GENERAL.fullmatch(shown) or text.strip() in ("-", "?"):
        return gettext(
            "“%(text)s” has no number. If the whole standard is meant, name no clause; a clause with that heading is"
            " named by its number."
        ) % {"text": text}
    if _ON_PAPER.match(text):
        return of_what_follows(text)
    if len(text) < 100 and _ITEMS_ALONE.fullmatch(text.strip()):
        return gettext("“%(text)s” does not say of which clause: write its number first, as in 6.2.1 d).") % {
            "text": text
        }
    return ""


def of_two_readings(text: str) -> str:
    """That ``text`` is one number to some and two to others."""
    return gettext("“%(text)s” can be read in two ways.") % {"text": text}


def of_a_letter(letter: str) -> str:
    """That a letter stands in another place of another alphabet."""
    return gettext("“%(letter)s” is a Cyrillic letter: write the Latin one that your edition prints.") % {
        "letter": letter
    }
