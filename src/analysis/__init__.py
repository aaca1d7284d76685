"""Child protection performance reports, read again: evidence, statistics, claims and reports."""
