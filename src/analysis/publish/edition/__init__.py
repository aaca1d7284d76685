"""The published folder: reports put into place whole, their index, and what failed."""
