"""Notebook district_convergence: what only this question needs."""
