"""England's open data: every authority's figures from DfE and ONS, as files put into ``data/external/``."""

from analysis.evidence.national.preparing import prepare
from analysis.evidence.national.store import (
    around,
    authorities,
    codes,
    neighbours,
    observations,
    reconciliation,
)

__all__ = ["around", "authorities", "codes", "neighbours", "observations", "prepare", "reconciliation"]
