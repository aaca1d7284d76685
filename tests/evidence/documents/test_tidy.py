from datetime import date

import pytest

from analysis.evidence import EvidenceError, Table
from analysis.evidence.documents import tidy

AREAS = {"": "", "Warwickshire": "Warwickshire", "N. Warwickshire": "North Warwickshire"}
PUBLISHED = {"000": {"short": "Update of September 2020", "date_published": "2020-09-29"}}


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("23.8%", (23.8, None, None)),
        ("10,750", (10750, None, None)),
        ("564*", (564, None, None)),
        ("*583 per 10,000", (583, None, None)),
        ("£12m", (12e6, None, None)),
        ("£4.9m", (4.9e6, None, None)),
        ("£500k", (5e5, None, None)),
        ("3525/6524=54%", (54, 3525, 6524)),
        ("3818/5975= 63.9%", (63.9, 3818, 5975)),
        ("98 children", (98, None, None)),
        ("-6.2", (-6.2, None, None)),
        ("(1.007)", (-1.007, None, None)),
        ("(224)", (-224, None, None)),
        ("TBC", (None, None, None)),
        ("n/a", (None, None, None)),
        ("", (None, None, None)),
    ],
)
def test_printed_cells_become_numbers(printed, numbers):
    assert tidy.cell_numbers(printed) == numbers


def table(rows, **entry):
    described = {
        "file": "table_1.csv", "table": "Table 1", "place": "section 5.3",
        "cell": {"measure": "cpp_rate", "unit": "rate_per_10000"}, "rows": "area",
        "columns": {"2017/18": {"period": "31 March 2018"}, "2018/19": {"period": "31 March 2019", "note": "late"}},
    }  # fmt: skip
    return Table("000", described | entry, rows)


ROW = {"line": "262", "row": "N. Warwickshire", "2017/18": "49.0", "2018/19": "TBC"}


def test_each_cell_becomes_a_row_with_its_place_and_meaning():
    found = tidy.observations([table([ROW], note="provisional")], [], AREAS, PUBLISHED)
    assert found["id"].tolist() == ["000/table_1/262/1", "000/table_1/262/2"]
    assert found["area"].tolist() == ["North Warwickshire"] * 2
    assert found["as_printed"].tolist() == ["49.0", "TBC"]
    assert found["value"].isna().tolist() == [False, True]
    assert found["note"].tolist() == ["provisional", "provisional; late"]
    assert found.loc[0, ["period_start", "period_end", "period_type"]].tolist() == [
        date(2018, 3, 31), date(2018, 3, 31), "as_at",
    ]  # fmt: skip


def test_a_cell_of_words_has_no_value_even_if_an_arrow_was_misread_as_1():
    found = tidy.observations(
        [table([ROW], columns={"2017/18": {"unit": "text"}, "2018/19": {}})], [], AREAS, PUBLISHED
    )
    assert found["value"].isna().tolist() == [True, True]
    assert found["as_printed"].tolist() == ["49.0", "TBC"]


def test_a_stock_under_a_year_stands_at_its_last_day():
    entry = {"columns": {"2017/18": {"period": "2017/18", "period_type": "as_at"}, "2018/19": {"period": "2018/19"}}}
    found = tidy.observations([table([ROW], **entry)], [], AREAS, PUBLISHED)
    assert found["period_start"].tolist() == [date(2018, 3, 31), date(2018, 4, 1)]


def test_one_cell_can_differ_from_its_row_and_column():
    part = {"N. Warwickshire": {"2018/19": {"period": "1 December 2018 to 31 March 2019", "note": "four months"}}}
    found = tidy.observations([table([ROW], cells=part)], [], AREAS, PUBLISHED)
    assert found["period_type"].tolist() == ["as_at", "range"]
    assert found["period_start"].tolist() == [date(2018, 3, 31), date(2018, 12, 1)]
    assert found["note"].tolist() == ["", "late; four months"]


def test_a_described_cell_must_be_in_the_table():
    with pytest.raises(EvidenceError, match="'2016/17', which the table does not have"):
        tidy.observations([table([ROW], cells={"N. Warwickshire": {"2016/17": {}}})], [], AREAS, PUBLISHED)


def test_lines_are_given_to_the_cells_that_are_printed():
    row = {"line": "589;594", "row": "Warwickshire", "2017/18": "", "2018/19": "9"}
    found = tidy.observations([table([row | {"2017/18": "1"}])], [], AREAS, PUBLISHED)
    assert found["line"].tolist() == ["589", "594"]


def test_every_label_that_is_not_described_is_named_at_once():
    bad = [ROW | {"row": "Atlantis"}, ROW | {"line": "270", "2019/20": "1"}]
    with pytest.raises(EvidenceError) as caught:
        tidy.observations([table(bad)], [], AREAS, PUBLISHED)
    text = str(caught.value)
    assert "row 'Atlantis', column '2017/18': the area 'Atlantis' is not in data/raw/areas.yml" in text
    assert "column '2019/20': tables.yml does not say what this label of its columns means" in text


def test_two_rows_cannot_share_an_identity():
    with pytest.raises(EvidenceError, match="000/table_1/262/1 stands 2 times"):
        tidy.observations([table([ROW, ROW])], [], AREAS, PUBLISHED)


def test_figures_in_prose_are_counted_within_their_line():
    common = dict.fromkeys(("group", "numerator", "denominator", "period_type", "note"), "")
    figure = common | {
        "source": "000", "line": "174", "paragraph": "5.1", "measure": "cpp_children", "unit": "count",
        "area": "Warwickshire", "period": "", "paraphrase": "peak of children on plans",
    }  # fmt: skip
    found = tidy.observations(
        [], [figure | {"as_printed": "592", "value": "592"}, figure | {"as_printed": "52.3", "value": "52.3"}],
        AREAS, PUBLISHED,
    )  # fmt: skip
    assert found["id"].tolist() == ["000/prose/174/1", "000/prose/174/2"]
    assert found["value"].tolist() == [592.0, 52.3]
