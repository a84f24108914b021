"""The words of references and the patterns of their numbers, for `citations`, in the languages that people use."""

import re

from standards.reading.references import STAGES

_TYPES = ("TS", "TR", "PAS", "IWA", "R", "ISP", "DATA", "TTA")
TYPES = {
    **{name.casefold(): name for name in _TYPES},
    **dict.fromkeys(("guide", "guides", "guía", "guia", "leitfaden", "руководство"), "GUIDE"),
    **{"тс": "TS", "ту": "TS", "то": "TR", "оту": "PAS", "пас": "PAS"},  # Russian letters are meant
}
PUBLISHERS = {
    **{name.casefold(): name for name in ("ISO", "IEC", "IEEE", "ASTM", "CIE", "HL7", "SAE", "ASME", "OECD", "UNDP")},
    **{"cei": "IEC", "fpriso": "ISO", "priso": "ISO", "исо": "ISO", "мэк": "IEC", "mek": "IEC"},
}
STAGE_WORDS = {
    **{name.casefold(): name for name in STAGES},
    **{"пмс": "DIS", "опмс": "FDIS", "кд": "CD"},
}
# Types that a word of a stage names too: a DTR is a draft of a TR.
DRAFTED = {name: name.lstrip("FP").removeprefix("D") for name in STAGES if name.endswith((*_TYPES[:3], "GUIDE", "ISP"))}
# What stands before the reference in national and regional adoptions; the year is then that of the adoption.
ADOPTIONS = frozenset(
    re.findall(
        r"\w+",
        "en din nf bs ss une sn ds sfs ns ist is evs lvs lst pn csn čsn stn msz sist hrn srps sr bds elot cys msa np"
        " uni nen nbn ilnas önorm onorm oenorm tse gost гост р dstu дсту stb стб st rk as nzs jis q ks gb t cns sans"  # noqa: RUF001
        " nis ms sni tis pns tcvn nbr abnt ntc ntp iram nch nte inen nmx inte ansi asq can csa si gso"
        " cen clc cenelec pren fpren pr fpr hd vde тр рк кс мкс",
    )
)
# Whose a European reference is, where no ISO or IEC stands in it.
FAMILIES = {"en": "CEN, CENELEC", "cen": "CEN", "clc": "CENELEC", "cenelec": "CENELEC", "hd": "CENELEC"}
# Words of languages as well as letters of a series: they are letters in capitals, or before others of a reference.
ORDINARY = frozenset(
    ("is", "as", "ist", "est", "une", "uni", "si", "st", "t", "q", "r", "can", "inte", "pr", "en", "ns", "data")
)
_GLUED_WORDS = re.compile(
    "|".join(sorted([*PUBLISHERS, *TYPES, *STAGE_WORDS, "din", "bs", "nf", "une", "en"], key=len, reverse=True))
)
_GLUED = re.compile(r"(?<![^\W_])((?:[^\W\d_]+[/-])*[^\W\d_]+)(?=[0-9])")
_LONG_NUMBER = re.compile(r"(?<=[^\W\d_])(?=[0-9]{4,6}(?![0-9]|\.[0-9]))")  # ISO17025
_AFTER_HL7 = re.compile(r"(?<=hl7)(?=[0-9]{4})", re.IGNORECASE)  # its own name ends in a number
WORD_BEFORE = re.compile(r"(hl7|[^\W\d_]+)\.?[ /.-]*$", re.IGNORECASE)
NUMBERS = re.compile(r"(?<![\w.§])[0-9]{1,6}(?![0-9])")

_YEAR = r"(?:19|20)[0-9]{2}(?![0-9]|\.[0-9])"
_DATED = r"(?:version|versión|versione|edition|édition|edición|edizione|ausgabe|fassung)"
_PART = rf"(?:-(?:(?!{_YEAR})|(?={_YEAR}[:-]{_YEAR}))(?:[0-9]{{1,5}}[a-z]{{0,2}}|[a-z][0-9]{{0,3}})(?!\w|\.\w))"
_LANGUAGE = r"(?: ?[(\[](?:[efrsadcj]|en|fr|es|de|ru|ar|zh|it|pt|ja)(?:[/, -]{1,2}(?:[efrsa]|en|fr|es|de|ru|ar))*[)\]])"
_ORDINAL = r"(?:[0-9]{1,2}(?:st|nd|rd|th|e|è?me|ª|\.)|first|second|third|fourth|fifth|sixth)"
_EDITION = (
    rf"(?:[,;]? ?\(?(?:ed(?:ition|ición|\.)? ?-?(?P<edition>[0-9]{{1,2}})(?:\.[0-9])?\b|(?P<ordinal>{_ORDINAL})"
    r" ?(?:ed(?:ition|ición)?|éd(?:ition)?|ausgabe|издание)\b\.?)\)?)"
)
_CORRECTED = r"(?:,? ?\(?corrected(?: version)?[ :]?[0-9-]{0,10}\)?)"
_KIND = (
    r"(?:(?:technical )?(?:amd|amendments?|amendement|corr?|corrigend(?:um|a)|add|addend(?:um|a)|suppl(?:ement)?|ext)"
    r"|dam|fdam|pdam|damd|fdamd|pdamd|dcor|fdcor|pdcor|dad|änderung|berichtigung|rectificatif|enmienda|modificaci[oó]n"
    r"|изм(?:енение)?|поправка)"
)
SUPPLEMENT = (
    rf"(?: ?[/,;:-]? ?(?:(?P<stage>{'|'.join(sorted(STAGES, key=len, reverse=True))})[ -]?)?"
    rf"(?P<kind>{_KIND})(?![^\W\d_])\.?"
    rf"(?:[ .:-]{{0,2}}(?:n[o°]\.? ?)?(?P<number>[0-9]{{1,3}})(?![0-9])(?:\.(?P<iteration>[0-9]{{1,2}})(?![0-9.]))?)?"
    rf"(?: ?[:(,-]? ?(?P<year>{_YEAR})\)?)?{_LANGUAGE}?)"
)
# EN ISO 9001:2015+A1:2024, IEC 60601-1:2005+AMD1:2012 CSV: one text that holds its amendments.
_CONSOLIDATED = (
    rf"(?: ?[+/] ?(?:AMD|A|AC|COR)[ :]?[0-9]{{0,2}}(?![0-9a-z])(?: ?: ?{_YEAR})?)*(?: ?,? ?\(?(?:CSV|consolidated"
    r"(?: (?:version|edition))?|konsolidierte fassung)\)?)?"
)


def _numbered(part: str, iteration: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<number>[0-9]{{1,6}})(?P<parts>{part}*){iteration}"
        r"(?:,? ?\b(?:part|pt|teil|partie|parte|часть)\b\.? ?(?P<part>[0-9]{1,3})(?!\.[0-9]))?"
        rf"{_LANGUAGE}?(?: ?(?:[-:,(/\[]|\b{_DATED}\b)? ?(?P<year>{_YEAR})"
        rf"(?:-(?:0[1-9]|1[0-2])(?:-[0-3][0-9])?(?![0-9.]))?[)\]]?)?"
        rf"{_LANGUAGE}?{_EDITION}?{_CORRECTED}?(?P<supplements>{re.sub(r'[?]P<[a-z]+>', '?:', SUPPLEMENT)}{{0,4}})"
        rf"{_CONSOLIDATED}{_LANGUAGE}?",
        re.IGNORECASE,
    )


STANDARD = _numbered(_PART, r"(?!\.[0-9])")
DRAFT = _numbered(_PART.replace(r"|\.\w", ""), r"(?:\.(?P<iteration>[1-9][0-9]?)(?![0-9.]))?")
ONE_SUPPLEMENT = re.compile(SUPPLEMENT, re.IGNORECASE)
FILLERS = re.compile(
    r"^(?:\b(?:see|of|in|the|to|per|as|according|under|from|and|siehe|nach|der|des|die|von|aus|gemäß|du|de|la|le|les"
    r"|selon|voir|del|el|los|según|ver|norme?|norma|standard|стандарт|стандарта|по)\b|[\s,;:.()\[\]/–-])+"
    r"|(?:\b(?:of|in|the|to|per|der|des|die|von|aus|du|de|la|le|l|del|el|los|norme?|norma|standard|стандарта?|из|по)"
    r"\b['’]?|[\s,;:(\[/–-])+$",
    re.IGNORECASE,
)


# "17025:17": no standard has so many clauses. What lies between stays a clause: "17021-1:10".
_SHORT_YEAR = re.compile(r"(\b[0-9]{4,5}(?:-[0-9]{1,2})?):(0[0-9]|1[3-9]|2[0-9]|[89][0-9])(?![0-9.])(?! ?[a-z]\))")


def apart(text: str) -> str:
    """``text`` with a blank before each number to which letters are glued (iso/iects17012), and years in full."""
    text = _SHORT_YEAR.sub(lambda found: f"{found[1]}:{'20' if found[2] < '50' else '19'}{found[2]}", text)
    text = _AFTER_HL7.sub(" ", text)
    return _LONG_NUMBER.sub(" ", _GLUED.sub(lambda found: words_of(found[1]) or found[1], text))


def words_of(run: str) -> str:
    """Letters that are all words of a reference of a publisher, with blanks between them; else nothing."""
    found: list[str] = []
    for piece in re.split("[/-]", run.casefold()):
        place = 0
        while match := _GLUED_WORDS.match(piece, place):
            found.append(match[0])
            place = match.end()
        if place < len(piece):
            return ""
    says_whose = any(word in PUBLISHERS or word == "iwa" or TYPES.get(word) == "GUIDE" for word in found)
    return " ".join([*found, ""]) if says_whose else ""
