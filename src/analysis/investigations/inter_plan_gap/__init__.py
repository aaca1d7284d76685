"""Notebook inter_plan_gap: what only this question needs."""
