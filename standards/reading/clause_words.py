"""The words and signs with which people write clause numbers in five languages, as patterns for `clause_reader`.

No pattern looks at a character more than a few times, whatever is typed.
"""

import re

_DIGITS = r"[0-9]{1,4}+(?:\.[0-9]{1,4}+)*+(?![0-9])(?:\.(?![.0-9a-z])|(?=\.\.\.)|(?=\.[a-w]\b)|(?!\.))"
_TOKEN = r"[a-zа-я]|[ivx]{2,4}|[0-9]{1,2}"  # noqa: RUF001  # Russian letters are meant
_CONNECTED = r"and|or|et|ou|und|oder|to|until|bis|note|anm|nota|en|vs|y|o|и|или|по|прим"
_ENDS = rf"(?=\s*(?:$|[,;/&(-]|(?:{_CONNECTED})\b))"
_OF = r"(?:to|of|in|zu|von|au|à|del?|du|des|di|к|из)"
_ONE = r"(?:\s+(?:the|la|le|el|der|dem)\b)?"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


LEAD = _pattern(
    r"(?:(?:all of|(?:the )?(?:whole|entire)(?: of)?)(?=\s(?:the )?(?:(?:sub-?)?clause|section|annex|[0-9]))"
    r"|e\.g\.|z\. ?B\.|p\. ?ex\.|(?:see|cf|from|siehe|vgl|von|voir|de|du|ver|véase|desde|del"
    r"|см|с|от)\b\.?:?)\s+(?=\S)"  # noqa: RUF001
)
CALLED = _pattern(
    r"(?:§+|[#№]|(?:(?:sub-?)?clauses?|cls?|(?:sub-?)?sections?|sec|chapters?|chap|ch|paragraphs?|paras?|pars?|points?"
    r"|terms?|requirements?|articles?|art|nos?|numbers?|(?:sous-)?(?:paragraphes?|articles?)|chapitres?|termes?"
    r"|exigences?|(?:unter)?abschnitte?[sn]?|abschn|ziffern?|ziff|punkte?[sn]?|kapiteln?s?|kap|nr|nummern?|begriffe?"
    r"|(?:sub)?apartados?|apdos?|(?:sub)?cl[aá]usulas?|cap[ií]tulos?|cap|secci[oó]n(?:es)?|p[aá]rrafos?|puntos?"
    r"|(?:absatz(?:es)?|absätzen?|paragraf[io])(?=\s[0-9]+\.[0-9])|clausol[ae]|punt[io]|sezion[ei]|requisit[io]|punten"
    r"|artikel(?:en)?|hoofdstuk(?:ken)?"
    r"|t[eé]rminos?|numeral(?:es)?|requisitos?|(?:под)?пункт(?:ы|а|ов|е|у|ам|ах)?|пп?|(?:под)?раздел(?:ы|а|ов|е|у)?"  # noqa: RUF001
    r"|разд|стать[яиюе]|глав[аыеу]|термин(?:ы|а|ов)?|требовани[еяю])\b\.?:?)\s*"  # noqa: RUF001
)
NUMBER = _pattern(rf"({_DIGITS})(?!\))")
IN_ANNEX = _pattern(rf"([a-zа-я])\.({_DIGITS})")  # noqa: RUF001
ANNEX = _pattern(r"(?:annex(?:es|e)?|appendi(?:x|ces)|anh[aä]nge?[ns]?|anh|anexos?|приложени[еяюий]|прил)\b\.?\s*")
IN_ITS_ANNEX = _pattern(rf"([a-zа-я])\.?({_DIGITS})")  # noqa: RUF001  # "Annex B1"
ANNEX_LETTER = _pattern(r"([a-zа-я])\b(?![.)])")  # noqa: RUF001
ANNEX_AGAIN = _pattern(rf"\s*[,:(-]?\s*([a-z])\.?({_DIGITS})\)?")  # "Annex B, B.1", "Annex B - B1"
ANNEX_KIND = _pattern(r"\s*\((?:informati(?:ve|v|f|vo)|normati(?:ve|v|f|vo)|обязательное|справочное)\)")
ANOTHER_ANNEX = _pattern(rf"([a-zа-я])\b{_ENDS}")  # noqa: RUF001
TABLE = _pattern(
    r"(?:tab(?:les?|ellen?|leaux|leau|las?|\.)|табл(?:ица|ицы|ице|ицу|\.))"
    r"\s*(?:([a-z])\.)?([0-9]{1,3}+)(?!\.[0-9])"
)
FIGURE = _pattern(
    r"(?:fig(?:ures?|uras?|\.)|abbildung(?:en)?|bild|рис(?:унок|унки|унке|\.))"
    r"\s*(?:([a-z])\.)?([0-9]{1,3}+)(?!\.[0-9])"
)
WHOLE = _pattern(
    r"(?:(foreword|avant-propos|vorwort|pr[oó]logo|предисловие)|introduction|einleitung|introducci[oó]n|введение)\b"
)
_NAMED_ITEM = (
    r"(?:items?|lit|points?|buchstaben?|buchst|literal(?:es)?|incisos?|lettres?|letras?|letter[ae]|перечислени[еяюй])"
)
ITEM_WORD = _pattern(rf"[,:]?\s*\b{_NAMED_ITEM}\b\.?")
COUNTED_ITEM = _pattern(
    r"\s*\b(?:items?|points?|no|nr|nummer|punto|punkt|numeral|пункт)\b\.?\s*([0-9]{1,2})(?![0-9.)])"
)
ITEM = _pattern(
    rf"\s*(?:\(\s*({_TOKEN})\s*\)|({_TOKEN})\)|([a-zа-я])\b{_ENDS})"  # noqa: RUF001
    r"|-([a-w])\b(?:\)|(?=$|[\s,;]))|\.([a-w])\b(?:\)|(?=$|[\s,;.]))|\.([0-9]{1,2})(?![0-9.)])"  # "6.2.1-d", "1.e.1"
)
SEVERAL_ITEMS = _pattern(r"\(\s?([a-z](?:\s?(?:[,;/&]|\b(?:and|or|et|ou|und|oder|y)\b)\s?[a-z])+)\s?\)")  # (d, e and f)
# "points a) and b) of 6.2.1", "NOTES 1 and 2 to 7.1.3": what is captured reads after its whole
_BETWEEN = (
    r"\s*(?:[,;/&]\s*(?:and|or|et|ou|und|oder)\b|[,;/&-]|\b(?:and|or|to|et|ou|und|oder|bis|[yeo]|и|или)(?!\w))\s*"
)
_ONE_ITEM = r"(?:\([a-z]\)|[a-z](?:\)|\b))"
_ONE_NOTE = r"(?:notes?|anmerkung(?:en)?|notas?)\s*[0-9]{1,2}+"
PARTS_OF = _pattern(
    rf"(?:(?:the|los|las|les|die|le|i)\s+)?(?:{_NAMED_ITEM}\b\.?\s*|(?:puntos|punti)\s+)?"
    rf"({_ONE_ITEM}(?:{_BETWEEN}(?:{_NAMED_ITEM}\b\.?\s*)?{_ONE_ITEM}){{1,60}}+"
    rf"|{_ONE_NOTE}(?:{_BETWEEN}(?:{_ONE_NOTE}|[0-9]{{1,2}}+)(?!\.[0-9])){{1,60}}+)"
    rf"\s*\b{_OF}\b{_ONE}\s+(?=\S)"
)
NOTE = _pattern(
    r",?\s*\b(?:notes?|anmerkung(?:en)?|anm\.|notas?|примечани[еяй]|прим\.)(?![a-zа-я])\s*([0-9]{1,2}+)?"  # noqa: RUF001
    rf"(?:\s+to\s+entry\b)?(?!\s*\b{_OF}\b{_ONE}\s+(?:{CALLED.pattern})?[a-z0-9]+\.[0-9])"
)
NOTE_OF = _pattern(
    r"\s*\b(?:notes?|anmerkung|anm\.|nota|примечание|прим\.)(?![a-zа-я])\s*([0-9]{1,2}+)?"  # noqa: RUF001
    rf"\s*\b{_OF}\b{_ONE}\s+(?:entry\s+)?(?!entry\b)"
)
OF = _pattern(rf"\s*\b(?!to\b){_OF}\b{_ONE}\s+")
# A last "E" is no Italian "and", a last "y" no Spanish one; nor is an item e).
AND = _pattern(
    r"(?:\s*(?:[,;/&+]|\b(?:as well as|versus|vs\.?|and|or|et|ou|und|oder|en|и|или)(?!\w)"
    r"|\b[eyou]\b(?=\s+(?!(?:and|or|et|ou|und|oder)\b|[eyou]\s+[^\s,;/&)(+-])[^\s,;/&)(+-])))+\s*|\s+"
)
TO = _pattern(r"\s*(?:-|\.{3}|\b(?:to|until|through|thru|bis|hasta|по|до)\b|à\b|\b(?:a|al)(?=\s+[0-9]))\s*|\s+\.\.\s+")
PIECE = _pattern(r"[,;&]|\b(?:and|or|to|und|et|bis)\b")
DECIMAL_COMMA = _pattern(rf",({_DIGITS})(?![)a-z])(?:,[0-9]{{1,4}}+(?![.)a-z]))*+")
COUNTED_AFTER_COMMA = _pattern(
    r",\s*(?:items?|points?|nos?|nr|punto|punkt|numeral|пункт)\b\.?\s*([0-9]{1,2})(?![0-9.)])"
)
BARE_AFTER_BLANK = re.compile(r"\s+(?:([0-9]{1,2})(?![0-9.)])|([a-z])\.([0-9]{1,2})(?![0-9.)]))")
CITATION = _pattern(
    r"(?:(?:iso|iec|ts|tr|pas|guide|en|din|nf)\b[/ ]*)*+[0-9]{4,5}(?:-[0-9]{1,2})?(?:\s*[:(][0-9]{4}\)?)?[\s,]+"
)
