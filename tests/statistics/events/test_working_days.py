import pandas as pd
import pytest

from analysis.statistics.events import working_days


def test_bank_holidays_of_years_with_moved_days():
    # gov.uk/bank-holidays: 2021 has substitutes for 25 and 26 December (a weekend), 2022 two June days and 19 September
    assert sorted(f"{day:%d%m}" for day in working_days.bank_holidays(2021)) == sorted(
        ["0101", "0204", "0504", "0305", "3105", "3008", "2712", "2812"]
    )
    assert sorted(f"{day:%d%m}" for day in working_days.bank_holidays(2022)) == sorted(
        ["0301", "1504", "1804", "0205", "0206", "0306", "2908", "1909", "2612", "2712"]
    )


def test_bank_holidays_that_were_moved_for_a_jubilee():
    # The London Gazette: 2002 and 2012 each had Monday and Tuesday after the first weekend of June instead of the end of May
    for year, june in ((2002, ["0306", "0406"]), (2012, ["0406", "0506"])):
        days = {f"{day:%d%m}" for day in working_days.bank_holidays(year)}
        assert days >= set(june)
        assert not days & {"2705", "2805"}
        assert len(days) == 9


def test_working_days_and_school_holidays_of_months():
    found = working_days.by_month(pd.date_range("2021-08-01", periods=5, freq="MS"))
    # August 2021: 22 weekdays less 30 August; December 2021: 23 weekdays less 27 and 28
    assert found["working_days"].tolist() == [21, 22, 21, 22, 21]
    assert found["school_holidays"].iloc[0] == 1
    assert found["school_holidays"].iloc[3] == 0
    # October 2021: 25 to 29 are 5 of 21 working days
    assert found["school_holidays"].iloc[2] == pytest.approx(5 / 21)


def test_share_of_a_month_after_a_day():
    assert working_days.remaining_share(pd.Timestamp("2021-12-01")) == 1
    # December 2021 from the 13th: 13–17, 20–24, 29–31 are 13 of 21 working days
    assert working_days.remaining_share(pd.Timestamp("2021-12-13")) == pytest.approx(13 / 21)
