"""Which body took over the role of which: what is said wherever a former one is named."""

import pytest

from standards.catalogue.bodies import takings_over, what_became_of

TOOK_OVER = "Global Accreditation Cooperation Incorporated took over the roles of IAF and ILAC on 1 January 2026."


@pytest.mark.parametrize(
    "named",
    [
        "ILAC",
        "ILAC-P10:07/2020",
        "IAF MD 5:2019",
        "IAF, ILAC",
        "WG 44; ILAC, International Laboratory Accreditation Cooperation",
        "international accreditation forum",
    ],
)
def test_a_former_body_is_known_by_acronym_and_by_name(named):
    assert what_became_of(named) == TOOK_OVER


@pytest.mark.parametrize(
    "named", ["", "SIAF", "ilac", "EA", "Global ACI", "Global Accreditation Cooperation Incorporated", "LILAC"]
)
def test_others_became_nothing_else(named):
    assert what_became_of(named) == ""


def test_each_taking_over_has_a_day_and_a_source_of_known_rank():
    facts = [(one.newer.acronym, one.since.iso, one.source, str(one.source_rank.label)) for one in takings_over()]

    assert facts == [
        (
            "Global ACI",
            "2026-01-01",
            "https://globalaccreditationcooperationincorporated.org",
            "a paper of the body itself",
        )
    ]
