from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.observations import periods


@pytest.mark.parametrize(
    ("label", "start", "end", "kind"),
    [
        ("2015/16", date(2015, 4, 1), date(2016, 3, 31), "financial_year"),
        ("Q1 18/19", date(2018, 4, 1), date(2018, 6, 30), "quarter"),
        ("Q3 2017/18", date(2017, 10, 1), date(2017, 12, 31), "quarter"),
        ("Q4 17/18", date(2018, 1, 1), date(2018, 3, 31), "quarter"),
        ("31 March 2018", date(2018, 3, 31), date(2018, 3, 31), "as_at"),
        ("30-Jun-17", date(2017, 6, 30), date(2017, 6, 30), "as_at"),
        ("31/03/2016", date(2016, 3, 31), date(2016, 3, 31), "as_at"),
        ("Sep 21", date(2021, 9, 1), date(2021, 9, 30), "month"),
        ("Mar-18", date(2018, 3, 1), date(2018, 3, 31), "month"),
        ("February 2020", date(2020, 2, 1), date(2020, 2, 29), "month"),
        ("2019 academic", date(2018, 9, 1), date(2019, 8, 31), "range"),
        ("1 April 2017 to 30 September 2017", date(2017, 4, 1), date(2017, 9, 30), "range"),
        ("May 2020 to June 2021", date(2020, 5, 1), date(2021, 6, 30), "range"),
        ("", None, None, ""),
    ],
)
def test_printed_labels_become_dates(label, start, end, kind):
    found = periods.parse(label)
    assert (found.start, found.end, found.type) == (start, end, kind)


@pytest.mark.parametrize("label", ["2015/17", "Q5 18/19", "Q1 18/20", "31 June 2018", "last year", "2019"])
def test_other_labels_are_refused_with_examples(label):
    with pytest.raises(ValueError, match=f"'{label}' cannot be read; write it like 2015/16"):
        periods.parse(label)


@given(st.integers(2001, 2098), st.integers(1, 4))
def test_a_quarter_keeps_its_name_through_its_dates(year, quarter):
    label = f"Q{quarter} {year % 100:02d}/{(year + 1) % 100:02d}"
    found = periods.parse(label)
    assert periods.quarter_label(found.end) == label
    assert (found.end - found.start).days in (89, 90, 91)
