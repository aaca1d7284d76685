"""Notebook audit_evidence: what only this question needs."""
