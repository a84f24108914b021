"""Documents of other publishers than ISO, as people name them: IAF MD 5, ILAC-P10, EA-4/02, JCGM 100, EN 45011.

Pure. Whoever answers for ISO's committees asks here first, so that no document of another body is given to one of them.
"""

import re
from dataclasses import dataclass

_NUMBER = r"[0-9]{1,6}(?:[-./][0-9]{1,4})*"
_BODIES = re.findall(
    r"\w+",
    "NABL UKAS DAkkS COFRAC ENAC ACCREDIA A2LA ANAB CNAS SANAS NATA RvA SWEDAC TURKAK BELAC EGAC ONAC SCC IAAC APAC"
    " APLAC INAB IPAC SAS HAA SAC KAN PNAC NABCB JAB KOLAS TAF GAC ARAC AFRAC SADCAS EURAMET EURACHEM CITAC IUPAC WADA"
    " NIST",
)
_SCHEMES = re.findall(r"\w+", "IATF OHSAS FSSC ISAE BRCGS BRC IFS AA SA EMAS")


def _cased(name: str) -> str:
    """A name as a pattern; a short one is that of a body in capitals alone."""
    return name if len(name) < 4 else f"(?i:{name})"


# A law of the Union says so: a "decision 12/2019" may be of anybody.
_UNION = "(?:EC|EU|CE|UE|EG)"
_LAW = (
    r"(?:implementing |delegated )?(?:regulation|decision|directive|règlement|verordnung|richtlinie|reglamento"
    r"|regolamento|VO)"
)
_LAW_NUMBER = r"(?:(?:No|Nr)\.? ?|n[°o]\.? ?)?[0-9]{1,4}/[0-9]{2,4}"

# The publisher as the answer names it, and the ways in which its documents are named.
_SERIES = (
    (
        "ISO/IEC",
        r"(?i:(?:ISO[/ -]*(?:IEC|CEI)[, ]*(?:JTC ?1 )?(?:supplement|directives?|richtlinien|directivas)"
        r"|directives? (?:ISO|de l['’]ISO)[/ -]*(?:IEC|CEI)?|(?:ISO|JTC ?1) (?:supplement|directives?)"
        r"|директивы (?:ИСО|ISO)[/ -]*(?:МЭК|IEC)?|IEC (?:supplement|directives?))"
        r"(?:[,:]? ?(?:part|partie|teil|parte|часть) ?[12])?)",
    ),
    ("IAF, ILAC", r"(?i:(?:IAF[/ -]ILAC|ILAC[/ -]IAF)(?:[ -/]ISO)?[ -]*(?:A|JGA|JWG|B)?[ -]?[0-9]{1,3})"),
    ("IAF", r"(?i:IAF[ -]*(?:MD|ID|ML|PL|PR|BL|TF|GD|MC|R)[ -]*[0-9]{1,3})"),
    ("ILAC", r"(?i:ILAC[ -]*[PGRIBFSDK][ -]*[0-9]{1,3})"),
    ("EA", r"(?i:EA[ -]*(?:INF[/ -]*)?[0-9]{1,2}[/-][0-9]{1,3}(?: ?[MG](?![a-z]))?|EA[ -]*INF[/ -]*[0-9]{1,3})"),
    ("Global ACI", r"(?i:(?:Global[ -]*ACI|GACI)[ -]*(?:[A-Z]{1,4}[ -]*)?[0-9]{1,4})"),
    ("JCGM", r"(?i:JCGM[ -]*(?:GUM[ -]*)?[0-9]{1,3})"),
    ("OIML", r"(?i:OIML[ -]*[RDGBVES][ -]*[0-9]{1,3}(?:-[0-9])?)"),
    ("ASTM", r"(?i:ASTM[ -]*(?:STP[ -]*)?[A-G]?[ -]?[0-9]{1,5}[A-Z]?(?:/[A-G][0-9]{1,5}M?)?(?:-[0-9]{2}[a-z]?)?)"),
    ("SAE", r"(?i:SAE[ -]*(?:J|AS|ARP|AMS|AIR|MA)[ -]*[0-9]{1,5})"),
    ("ASME", r"(?i:ASME[ -]*(?:B|BPVC|PTC|Y|V&V)[ -]*[0-9IVX]{1,6}(?:\.[0-9]{1,3})*)"),
    ("ITU", r"(?i:ITU[ -]*[TRD][ -]*[A-Z]\.[0-9]{1,4})"),
    ("ETSI", r"(?i:ETSI[ -]*(?:EN|TS|TR|ES|EG)[ -]*[0-9]{3} ?[0-9]{3}(?:-[0-9]{1,2})*)"),
    ("CWA", r"(?i:CWA[ -]*[0-9]{4,5}(?:-[0-9]{1,2})?)"),
    ("ICH", r"(?i:ICH[ -]*[QSEM][0-9]{1,2})"),
    ("IEEE", r"(?i:(?:IEEE|ANSI/IEEE)[ -]*(?:STD\.? ?)?[0-9]{3,5}(?:\.[0-9A-Z]{1,4})*)"),
    (
        "the European Union",
        rf"(?i:(?:{_LAW} ?(?:\({_UNION}\)|{_UNION})|\({_UNION}\)|EU) ?{_LAW_NUMBER}(?:/{_UNION})?"
        rf"|{_LAW} ?{_LAW_NUMBER}/{_UNION}|VO ?{_LAW_NUMBER})",
    ),
    ("the United States", r"(?i:[0-9]{1,2} ?CFR(?: part)? ?[0-9]{1,4}(?:\.[0-9]{1,4})?)"),
    ("CLSI", r"(?i:(?:CLSI|NCCLS)[ -]*[A-Z]{1,3}[ -]*[0-9]{1,3}(?:-?[A-Z][0-9]?)?)"),
    ("USP", r"(?i:USP[ -]*[<⟨]?[0-9]{1,4}[>⟩]?)"),
    ("GB", r"(?i:GB[/ -]?[TZ]?[ -]*[0-9]{3,6})"),
    *((body, rf"{_cased(body)}[ -]*(?:[A-Z0-9]{{1,4}}[ -]*){{0,2}}?{_NUMBER}") for body in _BODIES),
    *((scheme, rf"{_cased(scheme)}[ -]*{_NUMBER}") for scheme in _SCHEMES),
)
_OTHERS = re.compile(
    r"(?<![\w/-])(?:" + "|".join(f"(?P<s{place}>{ways})" for place, (_name, ways) in enumerate(_SERIES)) + r")(?![\w])"
)
# A quick look before the long one: no document of these is named without one of these beginnings.
_BEGINNINGS = (
    *("direct", "direk", "richtl", "директив", "supplement", "ansi"),
    *(
        "regul",
        "règl",
        "verord",
        "reglam",
        "regol",
        "decision",
        "vo ",
        r"\((?:EC|EU|CE|UE|EG)\)",
        "eu ",
        "cfr",
        "nccls",
    ),
)
_STARTS = re.compile("|".join([*_BEGINNINGS, *(name for name, _ways in _SERIES if "/" not in name)]), re.IGNORECASE)
_YEAR = re.compile(r" ?[:(-] ?(?:(?:19|20)[0-9]{2})(?![0-9])\)?|(?: ?[:(]?)(?:(?:0[1-9]|1[0-2])/(?:19|20)[0-9]{2})\)?")


@dataclass(frozen=True)
class OtherDocument:
    """A document of another publisher as it was named, and where in the text its name begins and ends."""

    reference: str
    publisher: str
    start: int
    end: int


def find(text: str) -> OtherDocument | None:
    """The first document of a publisher that we know by its letters."""
    if not _STARTS.search(text):
        return None
    match = _OTHERS.search(text)
    if match is None or match.lastgroup is None:
        return None
    year = _YEAR.match(text, match.end())
    end = year.end() if year else match.end()
    publisher = _SERIES[int(match.lastgroup[1:])][0]
    return OtherDocument(text[match.start() : end].strip().rstrip(" ("), publisher, match.start(), end)
