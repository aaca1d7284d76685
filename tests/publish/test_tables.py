"""Tables as pandas and statsmodels write them, and text that must not reach a page."""

import pandas as pd
import pytest
import statsmodels.api as sm

from analysis.publish.export import markdown, numbers, tables, text


def texts(rows: list[list[tables.Cell]]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in rows]


def test_the_name_of_the_index_joins_the_head() -> None:
    frame = pd.DataFrame({"Share": ["1%", "2%"]}, index=pd.Index(["Q1", "Q2"], name="Quarter"))
    (table,) = tables.read(frame.to_html())
    assert texts(table.head) == [["Quarter", "Share"]]
    assert texts(table.body) == [["Q1", "1%"], ["Q2", "2%"]]
    assert [[cell.header for cell in row] for row in table.body] == [[True, False]] * 2


def test_grouped_rows_and_columns_keep_their_reach() -> None:
    rows = pd.MultiIndex.from_tuples([("A", "x"), ("A", "y"), ("B", "x")], names=["Area", "Kind"])
    columns = pd.MultiIndex.from_tuples([("2019", "n"), ("2019", "p"), ("2020", "n")])
    (table,) = tables.read(pd.DataFrame([[1, 2, 3]] * 3, index=rows, columns=columns).to_html())
    assert [(cell.text, cell.rowspan) for row in table.body for cell in row if cell.header] == [
        ("A", 2), ("x", 1), ("y", 1), ("B", 1), ("x", 1)]  # fmt: skip
    assert [(cell.text, cell.colspan) for cell in table.head[0] if cell.text] == [("2019", 2), ("2020", 1)]
    assert 'scope="rowgroup" rowspan="2"' in tables.to_html(table)
    assert [sum(cell is not None for cell in row) for row in tables.grid(table.body, 5)] == [5, 4, 5]


def test_every_table_of_a_summary_is_read() -> None:
    fit = sm.OLS([1.0, 2, 3, 5, 8], sm.add_constant([0.0, 1, 2, 3, 4])).fit()
    found = tables.read(fit.summary(slim=True).as_html())
    assert [len(table.body) + len(table.head) for table in found][1] == 3
    assert texts(found[1].head + found[1].body)[0][1] == "coef"


@pytest.mark.parametrize(
    ("cells", "side"),
    [
        (["103 of 427 (24.1%)", "1,234", "−0.5", "£3"], "right"),
        (["20.3% to 28.4%", "", "12 months"], "right"),
        (["31 March 2018", "12"], "left"),
        (["000", "Table 5"], "left"),
        (["2019/20"], "left"),
        (["–", "1,982"], "right"),
    ],
)
def test_numbers_stand_right_and_words_left(cells: list[str], side: str) -> None:
    assert tables.alignments(tables.plain(["", "x"], [["row", cell] for cell in cells]))[1] == side


def test_hidden_marks_and_missing_glyphs() -> None:
    assert text.clean("a\u202eb\u2066c\u200bd\x07e\r\nf\ue000") == "abcde\nf"
    assert text.printable("Żółw – χ² 漢") == "Żółw – χ² \ufffd"
    assert text.string('a"\\\n#b') == '"a\\"\\\\\\n#b"'


def test_an_open_fence_swallows_no_other_part() -> None:
    parts = markdown.convert(["```\nopen", "## Next\n[x](#key)", ""], "html", ["key"])
    assert len(parts) == 3
    assert "open" in parts[0]
    assert 'id="section-next"' in parts[1]
    assert 'href="#result-key"' in parts[1]


def test_levels_follow_each_other_whatever_the_author_skipped() -> None:
    (written,) = markdown.convert(["## A\n#### B\n# C\n### D"], "typst")
    assert [line.split()[0] for line in written.splitlines() if line.startswith("=")] == ["=", "==", "=", "=="]


def test_a_key_with_many_values_is_broken_into_rows_that_fit_a_page():
    results = [{"key": "verdict", "for": {"claim": f"000-{n:02d}"}, "value": "supported " * 20} for n in range(40)]
    table = numbers.compact(results)
    lengths = [sum(len(cell.text) for cell in row) for row in table.body]
    # 40 values of some 200 letters: at most 6 to a row of 1,200
    assert len(table.body) >= 40 / 6
    assert max(lengths) < 2000
    assert sum(row[1].text.count("000-") for row in table.body) == 40
