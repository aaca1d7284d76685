import math

import pandas as pd
import pytest

from analysis.investigations.audit_evidence import audits


def rows(**columns):
    frame = pd.DataFrame(columns)
    return frame.assign(source="000", table="section 5.5", id=[f"000/{n}" for n in range(len(frame))])


def test_a_finding_stands_beside_the_sample_of_its_section():
    # 56/80 = 70%; 33.75% and 35% surround 34.1%
    found = audits.with_sample(rows(as_printed=["70%", "34.1%"]), rows(value=[80.0]))
    assert found["sample"].tolist() == [80, 80]
    assert found["counts"].tolist() == [[56], []]
    assert found["fits"].tolist() == [True, False]


def test_two_samples_in_a_section_are_refused():
    with pytest.raises(ValueError, match="second sample"):
        audits.with_sample(rows(as_printed=["70%"]), rows(value=[80.0, 50.0]))


def test_a_finding_without_sample_is_named():
    with pytest.raises(ValueError, match="No sample is given in the section of 000/0"):
        audits.with_sample(rows(as_printed=["70%"]), rows(value=[80.0]).assign(table="section 5.2"))


def test_wilsons_interval_of_an_audit():
    # Newcombe (1998), Stat Med 17:857, table I: 81 of 263, score interval 25.53% to 36.62%
    found = audits.intervals(pd.DataFrame({"part": [81, 162], "whole": [263, 526], "design_effect": [1.0, 2.0]}), 0.95)
    # twice the children in pairs say the same as half of them
    assert found.loc[1, ["low", "high"]].tolist() == pytest.approx(found.loc[0, ["low", "high"]].tolist())
    assert found.loc[0, ["value", "low", "high"]].tolist() == pytest.approx([30.80, 25.53, 36.62], abs=0.01)


def test_a_repeat_sees_falls_of_the_size_that_tables_give():
    # Fleiss, Levin and Paik: n per group without continuity correction for 0.5 against 0.3, 80% power, 5% two-sided:
    # (1.96·√(2·0.4·0.6) + 0.8416·√(0.5·0.5 + 0.3·0.7))² / 0.2² = (1.3579 + 0.5708)² / 0.04 = 93.0
    found = audits.detectable(pd.Series({"a": "50%"}), [93], wanted=0.8, confidence=0.95, design_effect=1)
    assert found.loc[0, "fall"] == pytest.approx(20, abs=0.05)


def test_a_share_too_small_to_be_seen_falling():
    found = audits.detectable(pd.Series({"a": "5%"}), [20], wanted=0.8, confidence=0.95, design_effect=1)
    assert math.isinf(found.loc[0, "fall"])
