"""Notebook evidence_and_reconciliation: what only this question needs."""
