"""The audit of short plans: families that had to be looked into, that needed no plan, and that came back."""

from dataclasses import dataclass

import pandas as pd

from analysis.indicators.estimate import Number, Printed, Share
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.investigations.audit_evidence.percentages import quoted
from analysis.statistics.shares.ranges import exact_range

FAMILIES, QUERIED = "short_plan_audit_families", "short_plan_audit_families_queried_share"
LOOKED_INTO, UNNEEDED, RETURNED = "needed further investigation", "did not need a plan", "returned to child protection"


@dataclass(frozen=True, eq=False, kw_only=True)
class ShortPlans:
    """Families audited, those looked into and those without need of a plan; how many could come back although none did."""

    families: Printed
    looked_into: Share
    unneeded: Share
    returned: list[Number]

    @property
    def findings(self) -> dict[str, Share]:
        """The findings by name."""
        return {"short plan: looked into further": self.looked_into, "short plan: no plan needed": self.unneeded}


def short_plans(observations: pd.DataFrame, area: str, policy: Policy) -> list[ShortPlans]:
    """Return the audit of short plans of an authority, its families not widened; none where it is not printed."""
    held = {row["group"]: row for row in observations[observations["measure"].eq(FAMILIES)].to_dict("records")}
    if not {"", LOOKED_INTO, UNNEEDED} <= set(held):
        return []
    families = quoted(held[""], "families whose short plan was audited")

    def share(group: str) -> Share:
        row = held[group]
        return policy.share(
            key("audit", FAMILIES, group, area), float(row["value"]), families.value, label=f"families: {group}",
            rows=(row["id"], *families.rows), of={"area": area},
        )  # fmt: skip

    unneeded = share(UNNEEDED)
    back = (
        [_none_back(held[RETURNED], unneeded, area, policy)] if RETURNED in held and not held[RETURNED]["value"] else []
    )
    return [ShortPlans(families=families, looked_into=share(LOOKED_INTO), unneeded=unneeded, returned=back)]


def _none_back(row: dict[str, object], unneeded: Share, area: str, policy: Policy) -> Number:
    _, high = exact_range(0, unneeded.counts[0], policy.confidence, 1)
    return Number(
        key=key("audit", "could return", area), value=high, unit="percent", digits=0, rows=(str(row["id"]), *unneeded.rows),
        label="families that could come back although none did", method="exact range (Clopper and Pearson)", of={"area": area},
    )  # fmt: skip
