"""What the committee's page says: five things to know, and questions to ask, from the ledger and the indicators."""

import pandas as pd

from analysis.claims.ledger import ROBUST
from analysis.claims.verdicts import CONTRADICTED, NOT_SUPPORTED, UNTESTABLE, VERDICTS
from analysis.indicators.lookup import Figures
from analysis.indicators.overview import against, change, point
from analysis.words import count_of, listed, number, percent

QUESTIONS = {
    "Numbers on plans": [
        "Which other authorities saw the same fall and rise, and what did they do?",
        "How many children left plans for court or care, and how many for less help?",
        "Which population and which day stand behind each rate?",
    ],
    "Repeat plans": [
        "How many children, and how many families, came back in each quarter?",
        "How many came back within 6, 12 and 24 months of a plan’s end?",
        "What help did families get when the plan ended?",
    ],
    "Time between plans": [
        "What is the middle child’s gap, counted from the end of the plan?",
        "How long was the plan before?",
        "How many children never came back?",
    ],
    "Districts": [
        "How many children are on plans in each district, not only the rate?",
        "Do the districts add up to the county, and who is in none of them?",
        "Why did one district rise when another fell?",
    ],
    "Strategy meetings": [
        "May we see the monthly numbers behind the graph, for two years or more?",
        "What else happened in the same weeks?",
        "Did other authorities see the same?",
    ],
    "Conferences on time": [
        "How many conferences were late, and by how many days?",
        "How many children stand behind each month’s percentage?",
        "What happened to the children while they waited?",
    ],
}
ORDER = list(VERDICTS)
REPORTS = {
    "01_evidence_and_reconciliation": "the evidence",
    "02_repeat_plan_volatility": "repeat plans",
    "03_inter_plan_gap": "time between plans",
    "04_district_convergence": "districts",
    "05_strategy_meeting_spikes": "strategy meetings",
    "06_activity_and_flow": "activity",
    "07_timeliness_and_duration": "timeliness and length",
    "08_against_the_comparators": "neighbours and England",
    "09_audit_evidence": "audits",
    "10_children_and_referrals": "children and referrals",
}


def tally(ledger: pd.DataFrame) -> pd.Series:
    """Return the number of claims by verdict, in the order of the verdicts."""
    return ledger["verdict"].value_counts().reindex(ORDER, fill_value=0)


def five_things(figures: Figures, ledger: pd.DataFrame, gaps: dict[str, float]) -> list[str]:
    """Return the five things to know, each with its counts.

    Parameters
    ----------
    figures : Figures
    ledger : pandas.DataFrame
        Claims with their verdicts.
    gaps : dict
        early, all (repeat plans within two years and in all), quoted and mean (months).
    """
    area = "Warwickshire"
    fall, rise = (
        change(figures, "cpp_rate", area, "2017/18", "2019/20"),
        change(figures, "cpp_rate", area, "2019/20", "2020/21"),
    )
    repeats, timely = (
        point(figures, measure, area, "2020/21") for measure in ("repeat_plans_share", "icpc_within_15_days")
    )
    verdict = ledger.set_index("claim")["verdict"]
    counts = tally(ledger)
    return [
        f"**Numbers on plans fell by {percent(abs(fall['value']), 0)} from March 2018 to March 2020.** That is real. The rise in the "
        f"year after ({percent(rise['value'], 0)}) could be chance. Nothing printed shows what caused either.",
        f"**Repeat plans are not below average.** In 2020/21 they were {repeats['words']}. Against neighbours, "
        f"{against(figures, 'repeat_plans_share', area, 'Statistical neighbours', '2020/21')}. Against England, "
        f"{against(figures, 'repeat_plans_share', area, 'England', '2020/21')}. The 2022 report says “below” (verdict: "
        f"{verdict['002-03']}).",
        f"**Do not rely on “{number(gaps['quoted'])} months between plans”.** Of the repeat plans, "
        f"{count_of(gaps['early'], gaps['all'])} came within two years. The average of all quarters is {number(gaps['mean'], 1)} months.",
        f"**First conferences are late.** In 2020/21 {timely['words']} were on time. Against neighbours, "
        f"{against(figures, 'icpc_within_15_days', area, 'Statistical neighbours', '2020/21')}.",
        f"**Much cannot be checked.** Of {len(ledger)} claims in five reports, {counts[UNTESTABLE]} cannot be tested from what is "
        "printed. The spike in strategy meetings after two deaths were reported is one: its numbers are only in a picture.",
    ]


def disputed(ledger: pd.DataFrame) -> pd.DataFrame:
    """Return the claims that the figures do not bear out, as a table to read."""
    return readable(ledger[ledger["verdict"].isin([CONTRADICTED, NOT_SUPPORTED])])


def readable(ledger: pd.DataFrame) -> pd.DataFrame:
    """Return the ledger as a table to read: claim, verdict, why, what it depends on, and the report behind it."""
    depends = ledger["robust"].fillna("").replace(ROBUST, "")
    return pd.DataFrame(
        {
            "Claim": [f"{row.paraphrase} ({row.document}, {row.paragraph})" for row in ledger.itertuples()],
            "Verdict": ledger["verdict"].to_list(),
            "Why": [
                f"{why} But: {more}." if more else why for why, more in zip(ledger["sentence"], depends, strict=True)
            ],
            "Report": ledger["report"].to_list(),
        },
        index=pd.Index(ledger["claim"], name="No."),
    )


def links() -> str:
    """Return the reports behind the verdicts as Markdown links to their pages beside the summary."""
    shown = (f"[{name[:2]} {words}](../{name}/{name}.html)" for name, words in REPORTS.items())
    return "Reports: " + "; ".join(shown) + "."


def in_words(counts: pd.Series) -> str:
    """Return the tally in one sentence."""
    return listed(f"{number} {verdict}" for verdict, number in counts.items() if number)
