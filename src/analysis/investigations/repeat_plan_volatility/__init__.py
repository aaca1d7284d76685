"""Notebook repeat_plan_volatility: what only this question needs."""
