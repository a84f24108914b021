"""The forms of the steps, one a row of the map."""

from clarifications.consensus import forms as consensus
from clarifications.forms.base import AnyStepForm
from clarifications.incorporation import forms as incorporation
from clarifications.publication import forms as publication
from clarifications.publication import historic_forms as historic
from clarifications.review import forms as review
from clarifications.screening import forms as screening

DESK = (screening, review, consensus, publication, historic, incorporation)
FORMS: dict[str, type[AnyStepForm]] = {form.step.verb: form for chapter in DESK for form in chapter.FORMS}
