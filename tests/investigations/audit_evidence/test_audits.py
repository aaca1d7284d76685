import re

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from analysis.indicators.figures import MissingFigureError
from analysis.indicators.policy import Policy
from analysis.investigations.audit_evidence import pictures
from analysis.investigations.audit_evidence.study import Audits

ONE = "drawn at random, at most one per sibling group"
LATE, SAMPLE, FAMILIES = "audit_actions_not_started_share", "audit_sample_children", "short_plan_audit_families"
# 41 is the smallest number that gives 34.1% (14), 22% (9), 12.2% (5) and 19.5% (8); 14 = 9 + 5
SECOND = (
    (SAMPLE, "", "80", {"table": "section 5.5"}), ("audit_parenting_assessment_share", "", "70%", {"table": "section 5.5"}),
    (LATE, "", "34.1%", {"table": "section 5.5"}), (LATE, "", "22%", {"table": "section 5.5", "group": "parenting assessments"}),
    (LATE, "", "12.2%", {"table": "section 5.5", "group": "risk assessments"}),
    (LATE, "", "19.5%", {"table": "section 5.5", "group": "direct work"}),
)  # fmt: skip
FIRST = (
    (SAMPLE, "", "80", {"table": "section 5.2", "note": ONE}), ("audit_criteria_not_met_share", "", "10%", {"table": "section 5.2"}),
)  # fmt: skip
SHORT = (
    (FAMILIES, "", "56"), (FAMILIES, "", "22", {"group": "needed further investigation"}),
    (FAMILIES, "", "16", {"group": "did not need a plan"}), (FAMILIES, "", "0", {"group": "returned to child protection"}),
)  # fmt: skip
SMART = (
    ("smart_plans_share", "", "84%", {"group": "before the last audit"}), ("smart_plans_share", "", "73%", {"group": "last audit"}),
)  # fmt: skip


@pytest.fixture
def audits(observed):
    def make(*rows, also="Walsall", **parameters):
        return Audits(observed(*rows), "Warwickshire", also, Policy(**parameters), largest=100, power=0.8)

    return make


def test_a_percentage_that_no_number_of_the_sample_gives_is_named(audits):
    # 56/80 = 70%; 27/80 = 33.75% and 28/80 = 35% surround 34.1%; 18/80 = 22.5%, which may be rounded down to 22%
    found = audits(*SECOND)
    assert [each.fits for each in found.percentages] == [True, False, True, False, False]
    assert "of [5](" in found.headline
    assert "[3](" in found.headline
    assert found.example.startswith("For example: 26 of 80 (32.5%), 27 of 80 (33.8%) and 28 of 80 (35.0%).")


@pytest.mark.parametrize(
    ("printed", "headline", "title"),
    [
        ("10%", "The one audit percentage can be a share of the ", "The one percentage can be a share of "),
        # 27/80 = 33.75% and 28/80 = 35% surround it
        ("34.1%", "The one audit percentage cannot be a share of the ", "34.1% fits no whole number of "),
    ],
)
def test_of_one_percentage_no_page_speaks_in_the_plural(audits, printed, headline, title):
    found = audits((SAMPLE, "", "80"), ("audit_criteria_not_met_share", "", printed))
    assert found.headline.startswith(headline)
    assert re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", found.misfit_title).startswith(title)


def test_the_smallest_common_number_of_cases_and_its_counts(audits):
    found = audits(*SECOND)
    (base,) = found.not_started.base
    assert base.value == 41
    assert [share.counts for share in found.not_started.deduced.values()] == [(14, 41), (9, 41), (5, 41), (8, 41)]
    assert "parenting assessments and risk assessments together" in found.not_started.parts
    # 22 + 12.2 + 19.5 = 53.7 exceeds 34.1
    assert "exceed" in found.not_started.parts


def test_where_one_child_a_family_was_drawn_siblings_widen_nothing(audits):
    found = audits(*FIRST, *SECOND, siblings=2.6)
    # Wilson, 8 of 80: centre (.1 + 1.92073/80)/(1 + 3.84146/80) = .11833, reach 1.95996·√(.09/80 + 3.84146/25600)/1.04802 = .06680
    one = found.firm["plan not needed"]
    assert (one.low, one.high) == (pytest.approx(5.16, abs=0.01), pytest.approx(18.51, abs=0.01))
    # 56 of 80 in families: as 80 / 2.6 = 30.77 children, so wider than Wilson's 59.2% to 78.9% of unrelated ones
    many = found.firm["parenting assessment asked for"]
    assert many.low < 59 < 79 < many.high


def test_two_samples_in_a_section_are_refused(audits):
    with pytest.raises(ValueError, match="second sample"):
        audits(*SECOND, (SAMPLE, "", "50", {"table": "section 5.5"}))


def test_a_finding_without_sample_in_its_section_is_left_out(audits):
    found = audits(*SECOND, ("audit_criteria_not_met_share", "", "70%", {"table": "section 5.2"}))
    assert "plan not needed" not in [each.name for each in found.percentages]
    with pytest.raises(MissingFigureError):
        audits(("audit_criteria_not_met_share", "", "70%", {"table": "section 5.2"}))


def test_an_authority_without_audits_is_told_what_to_add(audits):
    with pytest.raises(MissingFigureError, match=r"figures\.csv are `Warwickshire,June 2024,audit_sample"):
        audits(*SHORT)


def test_none_of_sixteen_leaves_room_for_a_fifth(audits):
    # exact range of 0 of 16: 1 − .025^(1/16) = 1 − e^(−.230555) = .2059
    (short,) = audits(*SECOND, *SHORT).short
    (most,) = short.returned
    assert most.value == pytest.approx(20.59, abs=0.01)
    assert (short.looked_into.counts, short.unneeded.counts) == ((22, 56), (16, 56))
    assert audits(*SECOND).short == []


def test_a_fall_without_counts_needs_so_many_plans(audits):
    # Newcombe's upper limit −.11 + √((u₂ − .73)² + (.84 − l₁)²), u₂ and l₁ Wilson's: −.0001 at 108, +.0005 at 107
    (smart,) = audits(*SECOND, *SHORT, *SMART).smart
    assert smart.needed.value == 108
    assert smart.needed_with_siblings.value > 2.5 * 108
    # 47 of 56 is 83.9% and 41 of 56 is 73.2%; 67 of 80 is 83.75% and 58 of 80 is 72.5%, rounded up
    assert smart.named == "56 (can give both) and 80 (can give both)"
    assert smart.verdict == "Whether the fall of SMART plans is chance cannot be told"


def test_brothers_and_sisters_counted_as_families_show_less(audits):
    walsall = (
        (SAMPLE, "June 2016", "26", {"area": "Walsall"}), ("audit_sample_families", "June 2016", "8", {"area": "Walsall"}),
        ("audit_domestic_abuse_share", "June 2016", "100%", {"area": "Walsall"}),
    )  # fmt: skip
    (found,) = audits(*SECOND, *walsall).others
    # exact range of n of n: .025^(1/n); n = 8: e^(−.461110) = .6306; n = 26: e^(−.141880) = .8677
    assert found.as_families.value == pytest.approx(63.06, abs=0.01)
    assert found.as_children.value == pytest.approx(86.77, abs=0.01)
    assert audits(*SECOND).others == []


def test_a_repeat_sees_falls_of_the_size_that_tables_give(audits):
    # Fleiss, Levin and Paik: n per group without continuity correction for 0.5 against 0.3, 80% power, 5% two-sided:
    # (1.96·√(2·0.4·0.6) + 0.8416·√(0.5·0.5 + 0.3·0.7))² / 0.2² = (1.3579 + 0.5708)² / 0.04 = 93.0
    found = audits(
        *SECOND, ("smart_plans_share", "", "50%", {"group": "before"}), ("smart_plans_share", "", "30%", {"group": "x"})
    )
    assert found.repeats.fall(found.starts["from 50%"], 93) == pytest.approx(20, abs=0.05)


def test_a_share_too_small_to_be_seen_falling_has_no_line_there(audits):
    found = audits(*FIRST, (LATE, "", "5%", {"table": "section 5.2"}))
    assert pd.isna(found.repeats.falls.loc[20, "from 5%"])
    assert "no fall at all from 5%" in found.repeats.listed


def written(fig):
    texts = [text.get_text() for ax in fig.axes for text in ax.texts]
    plt.close(fig)
    return texts


def test_a_row_without_a_dot_at_the_sample_is_hollow(audits):
    picture = pictures.denominators(audits(*SECOND))
    faces = [line.get_markerfacecolor() == "white" for line in picture.fig.axes[0].lines if line.get_marker() == "o"]
    assert faces == [False, True, False, True, True]
    assert {"80 drawn", "41 fits “not started”"} <= set(written(picture.fig))


def test_findings_stand_with_their_counts(audits):
    picture = pictures.findings(audits(*FIRST, *SECOND, *SHORT))
    assert {"8 of 80", "14 of 41", "22 of 56"} <= set(written(picture.fig))
    assert "plan not needed (8 of 80)" in written(picture.narrow)


def test_a_rise_is_not_called_a_fall(audits):
    risen = tuple((*row[:2], share, *row[3:]) for row, share in zip(SMART, ("73%", "84%"), strict=True))
    (smart,) = audits(*SECOND, *SHORT, *risen).smart
    assert smart.verdict == "Whether the rise of SMART plans is chance cannot be told"
