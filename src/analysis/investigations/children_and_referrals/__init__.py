"""Notebook children_and_referrals: what only this question needs."""
