import pandas as pd
import pytest

from analysis.observations import series


def observation(source, published, value, *, measure="cpp_children", day="2018-03-31"):
    return {
        "id": f"{source}/table_1/1/1", "source": source, "published": published, "measure": measure, "group": "",
        "area": "Warwickshire", "period_start": pd.Timestamp(day), "period_end": pd.Timestamp(day),
        "period_type": "as_at",
        "value": value,
    }  # fmt: skip


def test_the_latest_publication_is_preferred():
    rows = pd.DataFrame(
        [observation("002", "2022-03-16", 563.0), observation("001", "2018-09-30", 564.0)],
    )
    assert series.preferred(rows)["value"].tolist() == [563.0]


def test_a_later_blank_does_not_hide_an_earlier_figure():
    rows = pd.DataFrame(
        [observation("002", "2022-03-16", None), observation("001", "2018-09-30", 564.0)],
    )
    assert series.preferred(rows)["value"].tolist() == [564.0]


def test_an_authoritys_own_figure_is_preferred_over_print():
    rows = pd.DataFrame([observation("local", None, 560.0), observation("002", "2022-03-16", 563.0)])
    assert series.preferred(rows)["value"].tolist() == [560.0]


def test_periods_stand_in_order_of_time_with_their_usual_names():
    rows = pd.DataFrame(
        [
            observation("000", "2020-09-29", 345.0, day="2019-03-31"),
            observation("000", "2020-09-29", 563.0, day="2018-03-31"),
            observation("000", "2020-09-29", 29.8, day="2019-03-31", measure="cpp_rate"),
        ]
    )
    wide = series.by_period(rows)
    assert wide.index.tolist() == ["31 March 2018", "31 March 2019"]
    assert wide["cpp_children"].tolist() == [563.0, 345.0]
    assert pd.isna(wide.loc["31 March 2018", "cpp_rate"])


def test_competing_readings_are_refused():
    rows = pd.DataFrame([observation("000", "2020-09-29", 563.0), observation("001", "2018-09-30", 564.0)])
    with pytest.raises(ValueError, match=r"Two readings compete .*000/table_1/1/1, 001/table_1/1/1"):
        series.by_period(rows)


QUARTERS = pd.DataFrame({"n": [1, 2, 3]}, index=["Q4 17/18", "Q1 18/19", "Q2 18/19"])


def test_a_window_holds_both_its_ends():
    assert series.window(QUARTERS, "Q1 18/19", "Q2 18/19")["n"].tolist() == [2, 3]


def test_the_latest_period_need_not_be_named():
    assert series.window(QUARTERS, "Q1 18/19", "latest").index.tolist() == ["Q1 18/19", "Q2 18/19"]
    with pytest.raises(ValueError, match=r"The first period .latest. has no figures; there are none"):
        series.window(QUARTERS.iloc[:0], "latest", "latest")


def test_a_period_without_figures_is_named_with_those_that_there_are():
    with pytest.raises(
        ValueError, match="last period 'Q3 18/19' has no figures; there are Q4 17/18, Q1 18/19, Q2 18/19"
    ):
        series.window(QUARTERS, "Q4 17/18", "Q3 18/19")


def test_a_window_cannot_run_backwards():
    with pytest.raises(ValueError, match="'Q4 17/18' stands before the first period 'Q2 18/19'"):
        series.window(QUARTERS, "Q2 18/19", "Q4 17/18")
