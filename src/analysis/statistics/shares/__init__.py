"""Shares and counts with small denominators: ranges, differences, splits, and the smallest change that can be seen."""
