"""Notebook 02: is the percentage of repeat plans telling us something, or is it chance."""
