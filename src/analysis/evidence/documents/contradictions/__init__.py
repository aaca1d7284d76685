"""Contradictions in print: found by rule where a rule can, else by reading, each as one row."""
