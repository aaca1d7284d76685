"""Notebook 09: where do the percentages of case audits come from, and what can they carry."""
