"""The study of contradictions on planted figures: 592 children with two dates, 42 months for 36.5, a year 5 children off."""

import pandas as pd
import pytest

from analysis.evidence.documents import counts
from analysis.evidence.documents.contradictions import populations, reconcile
from analysis.indicators.estimate import Unknown
from analysis.indicators.stated import plain
from analysis.investigations.evidence_and_reconciliation import pictures
from analysis.investigations.evidence_and_reconciliation.study import Contradictions

LATER = {"source": "002", "published": "2022-03-16", "document": "Papers, March 2022", "place": "5.1"}
FIRST = {"document": "Update, September 2020", "place": "5.1"}
AS_AT = {"period_type": "as_at"}


@pytest.fixture
def rows(observed):
    # 439 + 674 - 545 = 568, printed 563; 17 + 9 = 26: (26 * 30 + 17 * 24) / 43 = 1188 / 43 = 27.6 months, printed 42
    return observed(
        ("cpp_children", "31 March 2017", "439", LATER | AS_AT),
        ("cpp_starts", "2017/18", "674", LATER),
        ("cpp_ends", "2017/18", "545", LATER),
        ("cpp_children", "31 March 2018", "563", LATER | AS_AT),
        ("cpp_rate", "31 March 2018", "49.0", LATER | AS_AT | {"unit": "rate_per_10000"}),
        ("cpp_children", "February 2018", "592", FIRST | {"id": "000/prose/174/1"}),
        ("cpp_children", "June 2018", "592", LATER | {"id": "002/prose/1425/2"}),
        ("repeat_plans", "Q4 17/18", "26", FIRST),
        ("repeat_plans", "Q1 18/19", "17", FIRST),
        ("gap_between_plans_mean", "Q4 17/18", "30", FIRST | {"unit": "months"}),
        ("gap_between_plans_mean", "Q1 18/19", "24", FIRST | {"unit": "months"}),
        ("gap_between_plans_mean", "", "42 months",
         FIRST | {"unit": "months", "period_type": "", "id": "000/prose/507/1"}),
        ("a", "2017/18", "12", {"source": "own", "document": "your own figures"}),
    )  # fmt: skip


@pytest.fixture
def study(rows):
    found = reconcile.findings(rows)
    return Contradictions(found, rows, counts.figures_by_document(rows, ["000", "002"]), "Warwickshire")


def test_the_reader_s_own_figures_are_not_printed(study):
    assert study.figures.value == 12
    assert study.source == "000: Update, September 2020; 002: Papers, March 2022"
    assert f"{study.undated:count}".startswith("[1 of 12 (8.3%)]")


def test_what_was_planted_is_said(study):
    (peak,), (average,), (balance,) = study.peaks, study.averages, study.balances
    assert (peak.number.value, peak.told) == (592, "February 2018 and June 2018")
    assert set(peak.number.rows) == {"000/prose/174/1", "002/prose/1425/2"}
    assert (average.said.value, round(average.made.value, 1), average.periods.value) == (42, 27.6, 2)
    assert average.said.rows == ("000/prose/507/1",)
    assert (balance.years.counts, balance.smallest.value, balance.largest.value) == ((1, 1), 5, 5)
    assert study.total.value == 3
    assert study.headline.count("](#") == 3
    # 592 on two days, 42 for 27.6, five children too few: nothing in print explains any of the three
    assert study.causes_title.startswith("Most often: not explained, [3 of 3 (100.0%)]")


def test_every_contradiction_stands_in_one_table_without_lines(study):
    tables = [study.among(which) for which in ("figures", "sentences", "settled")]
    assert [len(table) for table in tables] == [3, 0, 0]
    assert not pd.concat(tables).astype(str).apply(lambda column: column.str.contains("line ")).to_numpy().any()


def test_figures_of_one_place_name_it_once(study):
    table = study.among("figures").set_index("subject")
    (months,) = [name for name in table.index if name.startswith("Average months")]
    assert table.loc[months, "printed"] == "30, Q4 17/18; 24, Q1 18/19; 42 months (000 Table 1)"


def test_without_contradictions_nothing_is_claimed(observed):
    sound = observed(("cpp_children", "31 March 2017", "439", FIRST))
    study = Contradictions(reconcile.findings(sound), sound, counts.figures_by_document(sound, ["000"]), "Warwickshire")
    assert study.headline == "The documents agree wherever two of their figures touch"
    assert (study.peaks, study.averages, study.balances) == ([], [], [])
    assert isinstance(pictures.on_plans(study), Unknown)
    assert isinstance(pictures.contradictions(study, "sentences"), Unknown)


def test_the_pictures_bring_numbers_source_and_description(study, rows):
    drawn = pictures.on_plans(study)
    assert [number.value for number in drawn.numbers] == [592]
    assert drawn.source.startswith("Papers, March 2022 (Table 1)")
    assert "592](" in drawn.alt
    people = pictures.populations(populations.implied(rows), study)
    # 563 / 49.0 = 114,898; 563 / 49.05 = 114,781 and 563 / 48.95 = 115,015
    (number,) = people.numbers
    assert f"{number:full}".endswith("(114,781 to 115,015)")
    assert pictures.read(study).kinds == ["text", "number", "number", "number"]
    assert pictures.causes(study).kinds == ["text", "number", "text"]


def test_titles_and_questions_turn_with_what_was_found(study, rows, observed):
    assert plain(study.stock_title) == "The highest number of children is printed for February 2018 and June 2018"
    (peak,), (balance,) = study.peaks, study.balances
    assert peak.title == "The peak of children on plans has more than one date"
    assert plain(study.questions).splitlines()[0].startswith("1. On which day were 592 children on a plan")
    assert study.questions.count("\n") == 2
    # 5 of 563 children are 0.9%, and 105 of 563 are 18.7%
    assert balance.title == "The counts of children add up, to within a few"
    far = reconcile.findings(rows.assign(value=rows["value"].mask(rows["measure"].eq("cpp_starts"), 774)))
    (worse,) = Contradictions(far, rows, study.printed, "Warwickshire").balances
    assert worse.title == "The counts of children do not add up"
    # 600 children on a day are more than the 592 that have two dates
    more = pd.concat([rows, observed(("cpp_children", "31 March 2016", "600", LATER | AS_AT | {"id": "x"}))])
    (lower,) = Contradictions(reconcile.findings(more), more, study.printed, "Warwickshire").peaks
    assert lower.title == "One number of children on plans has more than one date"
    assert "fell since" not in lower.depends


def test_without_contradictions_titles_and_questions_presume_none(observed):
    sound = observed(*[("cpp_children", f"31 March 201{n}", "439", FIRST | AS_AT) for n in (5, 6, 7)])
    found = Contradictions(reconcile.findings(sound), sound, counts.figures_by_document(sound, ["000"]), "Warwickshire")
    assert found.stock_title == "Each number of children is printed for one day"
    assert found.questions.startswith("1. Who compares a figure")


def test_two_estimates_are_named_only_where_two_documents_imply_them(rows, observed):
    assert pictures.populations_title(populations.implied(rows)).startswith("Rates and numbers imply one estimate")
    # 563 / 49.0 is 114,898 children per 10,000; 563 / 50.0 is 112,600, more than rounding apart
    again = observed(
        ("cpp_children", "31 March 2018", "563", FIRST | AS_AT | {"source": "001", "id": "a"}),
        ("cpp_rate", "31 March 2018", "50.0", FIRST | AS_AT | {"source": "001", "id": "b", "unit": "rate_per_10000"}),
    )
    assert pictures.populations_title(populations.implied(pd.concat([rows, again]))).startswith("One day, two")
