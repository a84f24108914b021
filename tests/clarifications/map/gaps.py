"""Names all that a map lacks outside of its own tables: parts, forms, messages, pages, styles, cases to test with."""

from collections.abc import Iterator
from pathlib import Path

from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from clarifications.desk.step_views import FORMS
from clarifications.map.picture import NARROW, WIDE, draw
from clarifications.map.steps import IMPORT_RECORD, SUBMIT, Role, Step
from clarifications.map.whole import Map
from clarifications.parts import PARTS
from clarifications.requester import views as followed
from tests.builders import BUILDERS

STYLES = Path(__file__).resolve().parents[3] / "casco_site" / "styles" / "components.css"
FILLED_IN_ELSEWHERE = (SUBMIT, IMPORT_RECORD)  # over several pages, with drafts; from files


def gaps_of(whole: Map, *, styles: str | None = None) -> list[str]:
    """What is missing for each state and each step, by name; to be asked where the map holds."""
    styles = STYLES.read_text(encoding="utf-8") if styles is None else styles
    found = [gap for step in whole.steps for gap in of_step(step, whole)]
    for state in whole.states:
        found += [f"state {state.value}: no style" for _ in [0] if f".state--{state.value} " not in styles]
        found += [f"state {state.value}: no case to test with" for _ in [0] if state.value not in BUILDERS]
        found += [f"state {state.value}: no {name}" for name in ("label", "stands") if not str(getattr(state, name))]
    drawn = {word.text for size in (WIDE, NARROW) for word in draw(size).words}
    missing = [state for state in whole.states if not set(str(state.label).split()) & set(" ".join(drawn).split())]
    return [*found, *(f"state {state.value}: not in the drawing" for state in missing)]


def of_step(step: Step, whole: Map) -> Iterator[str]:
    words = whole.words_of(step.verb)
    if step.verb not in PARTS:
        yield f"step {step.verb}: no part"
    if step.by != Role.REQUESTER and step not in FILLED_IN_ELSEWHERE and step.verb not in FORMS:
        yield f"step {step.verb}: no form"
    if step.by == Role.REQUESTER and step.verb not in followed.FORMS:
        yield f"step {step.verb}: no form on the private page"
    if "%(who)s" not in str(words.sentence):
        yield f"step {step.verb}: no sentence of the history"
    pages = [f"emails/clarifications/{step.verb}-{audience.value}.txt" for audience in words.audiences]
    if step.by == Role.REQUESTER:
        pages.append(f"clarifications/requester/{step.verb}.html")
    for page in pages:
        try:
            get_template(page)
        except TemplateDoesNotExist:
            yield f"step {step.verb}: no template {page}"
