"""England's open data: every authority's figures from DfE and ONS, as files put into ``data/external/``."""

from analysis.evidence.national.store import authorities, codes, neighbours, observations, prepare, reconciliation

__all__ = ["authorities", "codes", "neighbours", "observations", "prepare", "reconciliation"]
