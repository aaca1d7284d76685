"""Child protection performance reports, read again: evidence, statistics, claims and reports."""

__version__ = "0.2.0"
