from analysis.indicators import sources


def test_the_source_line_is_read_off_the_rows(observed):
    rows = observed(
        ("cpp_starts", "2019/20", "425", {"table": "Table 6"}),
        ("repeat_plans_share", "2019/20", "23.8%", {"table": "Table 4"}),
        ("cpp_rate", "31 March 2018", "49.0", {"table": "section 5.1"}),
        ("cpp_starts", "2020/21", "480", {"document": "your own figures", "table": "figures.csv"}),
    )
    assert (
        sources.line(rows) == "Update of September 2020 (Tables 4 and 6; section 5.1); your own figures (figures.csv)"
    )
    assert sources.line(rows, [rows["id"].iloc[3]]) == "your own figures (figures.csv)"


def test_tables_are_named_in_the_order_of_their_numbers(observed):
    rows = observed(*[("cpp_starts", "2019/20", "1", {"table": f"Table {n}"}) for n in (10, 2, 7)])
    assert sources.line(rows) == "Update of September 2020 (Tables 2, 7 and 10)"
