"""Notebook 06: where do enquiries lead, and do the counts add up."""
