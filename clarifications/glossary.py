"""The words of the field as this software uses them; ``docs/glossary.md`` and the public page are drawn from here."""

from itertools import groupby
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override


class Term(NamedTuple):
    """A word, what it means here, and which words are not used for it."""

    word: Promise
    means: Promise
    never: Promise | str = ""

    @property
    def anchor(self) -> str:
        """Where the word stands on its page: the same in every language, so that links hold."""
        with override(None):
            return slugify(str(self.word))

    @property
    def sentence(self) -> str:
        """What it means, as a sentence."""
        return f"{capfirst(str(self.means))}."


GLOSSARY = (
    Term(_("standard"), _("a number under which editions follow each other: ISO/IEC 17065"), _("document")),
    Term(_("edition"), _("one dated text of a standard: ISO/IEC 17065:2012"), _("version")),
    Term(
        _("clause"),
        _("a numbered part of an edition, an annex or a listed item: 6.2.2, Annex B, 6.2.1 d)"),
        _("section"),
    ),
    Term(_("committee"), _("the ISO committee that answers for a standard: ISO/CASCO"), _("team")),
    Term(
        _("maintenance group"),
        _("the experts who keep a standard, formed from the working group that wrote it"),
        _("panel"),
    ),
    Term(_("toolbox"), _("the set of CASCO's standards"), _("collection")),
    Term(_("requester"), _("the body of record that asks; an originator may stand behind it"), _("applicant")),
    Term(
        _("endorsement"),
        _("what a body says before a request is received: that it stands behind it, or that the request is its own"),
        _("approval, sponsorship"),
    ),
    Term(_("endorser"), _("who speaks for a body that is asked for its endorsement"), _("approver")),
    Term(_("secretariat"), _("the CASCO secretariat: screens, publishes, keeps the catalogue"), _("administrator")),
    Term(_("convenor"), _("the head of a maintenance group"), _("chair")),
    Term(_("member"), _("an expert in a maintenance group"), _("reviewer")),
    Term(
        _("clarification"),
        _("the whole case, from request to end"),
        _("ticket, issue; interpretation (the former process)"),
    ),
    Term(_("record"), _("what the public register holds of a clarification")),
    Term(_("request"), _("what the requester submits")),
    Term(_("criterion"), _("what a request must meet"), _("rule")),
    Term(_("finding"), _("whether one criterion is met, and why")),
    Term(_("screening"), _("the check of a request against the criteria"), _("triage")),
    Term(_("review"), _("the group's work on a request; not ISO's systematic review of a standard"), _("moderation")),
    Term(
        _("consensus"),
        _("general agreement without sustained opposition on substantial issues; judged, not counted"),
        _("vote"),
    ),
    Term(_("call"), _("the asking for consensus on an exact draft"), _("poll")),
    Term(_("roll"), _("who is entitled to take a position in a call")),
    Term(_("position"), _("one member's view on the draft of a call"), _("ballot")),
    Term(
        _("disclose"),
        _("say that the own body is concerned; the person may act, and the case shows it"),
        _("conflict (alone)"),
    ),
    Term(_("recuse"), _("see no content, get no mail, leave the roll")),
    Term(_("consulted"), _("of a group or a body: asked before publication, without a vote or a seat")),
    Term(_("decision"), _("the group's answer: drafted, agreed, published; not binding"), _("ruling, resolution")),
    Term(_("verdict"), _("what a record means for one edition")),
    Term(_("disclaimer"), _("the fixed text that says that a clarification does not bind"), _("notice")),
    Term(
        _("report of a reader"),
        _("what a reader says is wrong on a page; the secretariat mends it or says why not, nothing of it is public"),
        _("complaint, ticket"),
    ),
    Term(_("bulletin"), _("what another body published on a record; not CASCO's")),
    Term(
        _("publication of another body"),
        _("what a body other than CASCO says on a standard or a clause, listed apart with a line of our words"),
    ),
    Term(_("relation"), _("what one record has to do with another: supersedes, narrows, conflicts with, depends on …")),
    Term(
        _("topic"),
        _("what records are about, from a short list of ours; of no published text, and without force"),
        _("subject, category, tag"),
    ),
    Term(_("retired"), _("of a record: out of the lists; its address stays and says why"), _("deleted, unpublished")),
    Term(_("closing note"), _("the public reason of a case that was not taken up")),
    Term(_("publish"), _("make public"), _("post")),
    Term(_("incorporate"), _("take into an edition or amendment; readers see “included”"), _("close")),
    Term(
        _("withdrawn"), _("of a request: by its requester; of an edition: by ISO. A record is retired"), _("archived")
    ),
    Term(
        _("revision"),
        _("ISO's revision of a standard. Texts have drafts, published texts have versions"),
        _("version history"),
    ),
    Term(_("step"), _("a move or another write on the map of the process"), _("action")),
    Term(_("event"), _("the record of a step in the journal of a case"), _("log entry")),
    Term(_("message"), _("what is sent about a step"), _("notification")),
    Term(_("plain text"), _("what a requester writes: shown exactly as typed, no sign of it is a mark"), _("raw text")),
    Term(
        _("dialect"),
        _("how the desk writes: paragraphs, items with the mark that was typed, and emphasis around whole words"),
        _("Markdown"),
    ),
)


def by_letter() -> list[tuple[str, list[Term]]]:
    """The terms in the order of the alphabet, under their first letters."""
    terms = sorted(GLOSSARY, key=lambda term: str(term.word).casefold())
    return [(letter, list(group)) for letter, group in groupby(terms, key=lambda term: str(term.word)[0].upper())]
