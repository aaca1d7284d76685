"""England's open data: every authority's figures from DfE and ONS, as files put into ``data/external/``."""

from analysis.evidence.national.store import authorities, neighbours, observations, prepare, reconciliation

__all__ = ["authorities", "neighbours", "observations", "prepare", "reconciliation"]
