"""What is read off a notebook: blocks, numbers and tables as the contract has them, and what an analyst's own shows."""

import nbformat
import pandas as pd
import pytest
import sample
from nbformat import v4
from statsmodels.regression.linear_model import OLS
from statsmodels.tools import add_constant

from analysis.publish.export import characters
from analysis.publish.export.contents import foreign_tables, prose, reading, records, tables
from analysis.publish.export.contents.blocks import Code, Exhibit, Figure

COLUMNS = [{"name": "Year", "kind": "text", "head": True}, {"name": "Share", "kind": "number"}]


def notebook(*outputs):
    return v4.new_notebook(cells=[v4.new_code_cell("x", outputs=[nbformat.from_dict(one) for one in outputs])])


def test_the_first_page_holds_headline_findings_first_figure_and_questions():
    report = reading.read(sample.make_notebook())
    assert report.said_first == "Most ups and downs in repeat plans are within what chance allows"
    assert [one.title for one in report.findings] == [
        "Quarters fit chance.",
        "Over six, perhaps a drift.",
        "A quarter says little.",
    ]
    assert [one.number for one in report.opening_figure] == [1]
    assert report.asks[0].title == "What to ask next"
    assert [type(one) for one in report.rest if isinstance(one, Figure | Exhibit)] == [Exhibit, Figure, Exhibit]
    assert report.reference == "Report 02"


def test_findings_stand_by_their_place_not_by_their_cell():
    found = [sample.words("finding", f"**{title}.** x", place=place) for title, place in (("B", 2), ("A", 1))]
    assert [one.title for one in reading.read(notebook(*found)).findings] == ["A.", "B."]


def test_numbers_are_those_of_all_outputs_in_order_each_key_once():
    found = reading.numbers(sample.make_notebook())
    # the finding states the pooled share, the figure the second quarter, the table all six, the text the power
    assert [one["key"] for one in found] == [
        "repeat_plans/pooled", "repeat_plans/1", "repeat_plans/0", "repeat_plans/2", "repeat_plans/3", "repeat_plans/4",
        "repeat_plans/5", "power"]  # fmt: skip
    assert found[0] == sample.POOLED


def test_one_key_for_two_numbers_is_refused():
    one, other = {"key": "share", "value": 1, "low": None}, {"key": "share", "value": 2}
    with pytest.raises(records.RecordError, match="'share' stands for two numbers: they differ in value"):
        reading.numbers(notebook(sample.words("text", "a", one), sample.words("text", "b", other)))
    assert reading.numbers(notebook(sample.words("text", "a", one, one))) == [{"key": "share", "value": 1}]


@pytest.mark.parametrize("key", ["", "a b", "<x>", "a#b"])
def test_a_key_that_no_link_can_carry_is_refused(key):
    with pytest.raises(records.RecordError, match="a key is letters"):
        reading.numbers(notebook(sample.words("text", "a", {"key": key, "value": 1})))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"columns": COLUMNS, "rows": [["2020"]]}, "Row 1 of a table has 1 cells for 2 columns"),
        ({"columns": [{"name": "a", "kind": "date"}], "rows": []}, "'a' is of the kind 'date'"),
        ({"columns": COLUMNS, "rows": [], "groups": [{"name": "x", "span": 3}]}, "span 3 of its 2 columns"),
        ({"rows": []}, "needs `columns` and `rows`"),
        ("frame", "needs `columns` and `rows`"),
    ],
)
def test_a_table_of_another_form_is_refused(given, words):
    with pytest.raises(tables.TableError, match=words):
        tables.typed(given)


def test_a_cell_may_lead_to_its_number():
    table = tables.typed({"columns": COLUMNS, "rows": [["2020", {"text": "27.5%", "key": "share"}]]})
    assert table.rows[0][1] == tables.Cell("27.5%", "share")
    assert table.keys == {"share"}


def test_data_of_a_figure_know_numbers_from_words():
    table, rest = tables.of_csv("Year,Share,Note\n2018/19,15.4,a\n2019/20,,b\n2020/21,3,c\n", most=2)
    assert [column.kind for column in table.columns] == ["text", "number", "text"]
    assert (len(table.rows), rest) == (2, 1)
    assert tables.of_csv("Year,Share\n") == (None, 0)


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({"value": 21.3, "low": 18.94, "high": 23.9, "unit": "percent"}, "21.3% (18.9% to 23.9%)"),
        ({"value": 13.42, "low": 12, "high": 15.01, "unit": "months"}, "13.4 months (12.0 to 15.0)"),
        ({"value": 1234, "unit": "count"}, "1,234"),
        ({"value": -0.0312}, "−0.031"),
        ({"value": 29.4, "unit": "rate_per_10000"}, "29.4 per 10,000"),
        ({"value": 1500.5, "unit": "gbp"}, "£1,500.5"),
        ({"value": 0.62, "low": 0.5, "high": 0.7}, "0.62 (0.50 to 0.70)"),
        ({"value": 0.00004}, "less than 0.001"),
        ({"value": 6, "low": 2, "unit": "months"}, "6 months (2 or more)"),
        ({"value": None}, "not known"),
        ({"low": 24, "high": 61.8, "unit": "months"}, "24.0 to 61.8 months"),
        ({"value": "beta convergence"}, "beta convergence"),
    ],
)
def test_values_in_words(record, words):
    assert records.value({"key": "x", **record}) == words


def test_a_record_says_of_whom_and_when_and_how():
    assert (
        records.label({"key": "a/b_c", "for": {"area": "Walsall", "day": "2019-09-30"}})
        == "A b c (Walsall, 30 September 2019)"
    )
    assert records.label({"key": "x", "label": "Walsall’s share", "for": {"area": "Walsall"}}) == "Walsall’s share"
    assert records.method(sample.POOLED) == "Wilson, design effect 1.71. 95% range"
    assert records.in_short(sample.POOLED).endswith(": 17.7% (14.6% to 21.3%), 144 of 814")


def test_the_name_of_the_index_joins_the_head():
    frame = pd.DataFrame({"Share": ["1%", "2%"]}, index=pd.Index(["Q1", "Q2"], name="Quarter"))
    (table,) = foreign_tables.read(frame.to_html())
    assert [(one.name, one.kind, one.head) for one in table.columns] == [
        ("Quarter", "text", True),
        ("Share", "number", False),
    ]
    assert [[cell.text for cell in row] for row in table.rows] == [["Q1", "1%"], ["Q2", "2%"]]


def test_grouped_rows_and_columns_keep_their_place():
    rows = pd.MultiIndex.from_tuples([("A", "x"), ("A", "y"), ("B", "x")], names=["Area", "Kind"])
    columns = pd.MultiIndex.from_tuples([("2019", "n"), ("2019", "p"), ("2020", "n")])
    (table,) = foreign_tables.read(pd.DataFrame([[1, 2, 3]] * 3, index=rows, columns=columns).to_html())
    assert [column.name for column in table.columns] == ["Area", "Kind", "2019 n", "p", "2020 n"]
    assert [[cell.text for cell in row] for row in table.rows][1] == ["", "y", "1", "2", "3"]


def test_every_table_of_a_summary_is_read():
    fit = OLS([1.0, 2, 3, 5, 8], add_constant([0.0, 1, 2, 3, 4])).fit()
    found = foreign_tables.read(fit.summary(slim=True).as_html())
    assert [column.name for column in found[1].columns][1] == "coef"
    assert len(found[1].rows) == 2


def test_parameters_come_from_the_notebook_and_then_from_the_publisher():
    cells = [
        v4.new_code_cell('area: str = "A"  # where\nlevel = 0.95\neffect = 96 / 56', metadata={"tags": ["parameters"]}),
        v4.new_code_cell('area = "B"', metadata={"tags": ["injected-parameters"]}),
        v4.new_code_cell("other = 1"),
    ]
    nb = v4.new_notebook(cells=cells, metadata={"report": {"parameters": {"level": 0.9}}})
    assert reading.read(nb).parameters == {"area": "B", "level": 0.9, "effect": "96 / 56"}


def test_an_undescribed_picture_gets_words():
    report = reading.read(notebook(v4.new_output("display_data", data={"image/png": "aGk="})))
    assert report.figures[0].alt == "Figure 1, not described."


def test_hidden_marks_and_missing_glyphs():
    assert characters.clean("a\u202eb\u2066c\u200bd\x07e\r\nf\ue000") == "abcde\nf"
    assert characters.printable("Żółw – χ² 漢") == "Żółw – χ² \ufffd"


def test_an_open_fence_swallows_no_other_part():
    parts = prose.convert(["```\nopen", "## Next\n[x](#key)", ""], "html", ["key"])
    assert len(parts) == 3
    assert "open" in parts[0]
    assert 'id="section-next"' in parts[1]
    assert 'href="#number-key"' in parts[1]


def test_levels_follow_each_other_whatever_the_author_skipped():
    (written,) = prose.convert(["## A\n#### B\n# C\n### D"], "typst")
    assert [line.split()[0] for line in written.splitlines() if line.startswith("=")] == ["==", "===", "==", "==="]


@pytest.mark.parametrize(
    ("shown", "big", "title", "rest"),
    [
        ("1. **A clear rise.** 132 of 480 (27.5%) were.", None, "A clear rise.", "132 of 480 (27.5%) were."),
        ("2. **A rise.** It was. *(27.5% of plans (all))*", {"text": "27.5%"}, "A rise.", "It was."),
        ("**A rise.** It was. *(so they say)*", None, "A rise.", "It was. *(so they say)*"),
        ("A rise, unmarked.", None, "A rise, unmarked.", ""),
    ],
)
def test_a_finding_is_read_without_what_jupyterlab_needs_around_it(shown, big, title, rest):
    finding = reading.read(notebook(sample.words("finding", shown, **({"big": big} if big else {})))).findings[0]
    assert (finding.title, finding.markdown) == (title, rest)


def test_a_heading_is_shown_only_with_something_below_it():
    cells = [
        v4.new_markdown_cell("# Title"), v4.new_markdown_cell("## Empty"), v4.new_code_cell("nothing()"),
        v4.new_markdown_cell("## Full"), v4.new_markdown_cell("### Empty, too"), v4.new_markdown_cell("### Deeper"),
        v4.new_markdown_cell("words"), v4.new_markdown_cell("## With words\n\nof its own"), v4.new_markdown_cell("## Last"),
    ]  # fmt: skip
    report = reading.read(v4.new_notebook(cells=cells))
    shown = [block.markdown.splitlines()[0] for block in report.blocks if not isinstance(block, Code)]
    assert shown == ["## Full", "### Deeper", "words", "## With words"]
