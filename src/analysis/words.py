"""Numbers as words for a reader: counts before percentages, UK dates, no false precision."""

from collections.abc import Iterable
from datetime import date

# What a reader calls a measure where its name alone would not say it.
LABELS = {
    "cpp_rate": "children on a plan per 10,000",
    "cpp_children": "children on a plan",
    "cpp_starts": "plans started",
    "cpp_ends": "plans ended",
    "s47_enquiries": "section 47 enquiries",
    "icpc_children": "children at an initial conference",
    "icpc_within_15_days": "initial conferences within 15 working days",
    "conversion_s47_to_icpc": "initial conferences per section 47 enquiry",
    "repeat_plans_share": "repeat plans, share of plans started",
    "repeat_plans_within_2_years_share": "repeat plans within two years, share of plans started",
    "gap_between_plans_mean": "average months between plans",
    "long_plans_share": "plans of two years or more, share of plans ended",
    "short_plans_share": "plans of three months or less, share of plans ended",
    "audit": "themed audit",
    "bed_and_breakfast_children": "children in bed and breakfast",
    "cse_team_looked_after_share": "looked-after children, share of the sexual exploitation team's",
    "disability_prevalence": "disabled children, share of all children",
    "early_help_above_target": "children with an early help plan, above the target",
    "icpc_timescale_target": "time allowed before an initial conference",
    "long_plan_threshold": "length from which a plan is long",
    "lscb_balances_carried_forward": "balances that the safeguarding children board carried forward",
    "ofsted_inspection_report": "report of an inspection by Ofsted",
    "referrals_share": "share of all referrals",
    "referrals_to_assessment_share": "referrals that went on to an assessment",
    "revenue_variance": "overspend",
    "short_plan_threshold": "length up to which a plan is short",
}


def measure(name: str) -> str:
    """Return a measure in words."""
    return LABELS.get(name, name.replace("_", " "))


def number(value: float, decimals: int = 0) -> str:
    """Return a number with thousands separated by commas and a true minus sign."""
    return f"{value:z,.{decimals}f}".replace("-", "−")


def percent(value: float, decimals: int = 1) -> str:
    """Return a percentage given in percent: 24.1 becomes ``24.1%``."""
    return f"{number(value, decimals)}%"


def count_of(numerator: float, denominator: float, decimals: int = 1) -> str:
    """Return a share with the counts behind it.

    Raises
    ------
    ValueError
        If the denominator is not positive: such a share says nothing.

    Examples
    --------
    >>> count_of(103, 427)
    '103 of 427 (24.1%)'
    """
    if denominator <= 0:
        raise ValueError(f"A share needs a positive denominator, not {denominator}.")
    share = percent(100 * numerator / denominator, decimals)
    return f"{number(numerator)} of {number(denominator)} ({share})"


def interval(low: float, high: float, unit: str = "", decimals: int = 1) -> str:
    """Return an interval in words: ``20.3% to 28.4%``."""
    return f"{number(low, decimals)}{unit} to {number(high, decimals)}{unit}"


def day(value: date) -> str:
    """Return a date as ``31 March 2018``."""
    return f"{value.day} {value:%B %Y}"


def listed(items: Iterable[str]) -> str:
    """Return items as a phrase: ``a, b and c``."""
    *first, last = [str(item) for item in items]
    return f"{', '.join(first)} and {last}" if first else last


def numbered(items: Iterable[str]) -> str:
    """Return items as a numbered list in Markdown."""
    return "\n".join(f"{place}. {item}" for place, item in enumerate(items, start=1))


def capital(text: str) -> str:
    """Return a text with a capital first letter; names within it keep theirs."""
    return text[:1].upper() + text[1:]


def p_value(value: float) -> str:
    """Return a p-value without false precision: ``p = 0.04``, ``p < 0.001``."""
    return "p < 0.001" if value < 0.001 else f"p = {value:.2g}" if value < 0.1 else f"p = {value:.2f}"


def signed(value: float, decimals: int = 1) -> str:
    """Return a number with its sign, a true minus among them: ``+5.2``, ``−1.1``; what rounds to 0 has none."""
    text = number(value, decimals)
    return text if text.startswith("−") or not text.strip("0.") else f"+{text}"


def among(name: str) -> str:
    """Return where: ``among the neighbours``, ``in England``."""
    return f"{'among' if name.endswith('neighbours') else 'in'} {name}"


def possessive(name: str) -> str:
    """Return whose: ``England’s``, ``its neighbours’``."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"
