"""Notebook timeliness_and_duration: what only this question needs."""
