"""Nothing typed on the public form is lost: what the page itself does about it, with scripts and without."""

from tests.builders import Case
from tests.counts import COUNTS
from tests.journeys.stage import Person, Stage

COUNTED = """
([field, text]) => {
  field.value = text;
  field.dispatchEvent(new Event("input"));
  return document.querySelector(`.count[data-count="${field.id}"] .count__now`).textContent;
}
"""


def begins(rita: Person, page: str) -> str:
    """Begin a draft and go to one of its pages; the address of the draft."""
    rita.opens("/request/?edition=17020/2012")
    rita.presses("Begin a draft")
    draft = rita.path.rstrip("/").rpartition("/")[0]
    rita.opens(f"{draft}/{page}/")
    return draft


def test_the_page_counts_as_the_form_that_refuses(stage: Stage, case: Case):
    rita = stage.enters("Rita")
    begins(rita, "background")
    field = rita.page.locator("#id_background").element_handle()

    counted = {row["what"]: rita.page.evaluate(COUNTED, [field, row["text"]]) for row in COUNTS}

    assert counted == {row["what"]: str(row["count"]) for row in COUNTS}
