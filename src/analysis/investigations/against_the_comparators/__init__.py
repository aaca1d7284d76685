"""Notebook against_the_comparators: what only this question needs."""
