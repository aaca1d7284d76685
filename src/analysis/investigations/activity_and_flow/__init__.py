"""Notebook activity_and_flow: what only this question needs."""
