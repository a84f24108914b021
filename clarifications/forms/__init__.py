"""The forms of the steps, one a row of the map."""

from clarifications.forms import consensus, historic, incorporation, publication, review, screening
from clarifications.forms.base import AnyStepForm

DESK = (screening, review, consensus, publication, historic, incorporation)
FORMS: dict[str, type[AnyStepForm]] = {form.step.verb: form for chapter in DESK for form in chapter.FORMS}
