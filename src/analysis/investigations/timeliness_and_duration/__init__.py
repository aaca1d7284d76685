"""Notebook 07: are first conferences in time, and how long do plans last."""
