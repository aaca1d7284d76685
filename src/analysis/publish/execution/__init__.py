"""Notebooks executed in processes that are used once, here or on a cluster."""
