"""A report as a tagged PDF, by way of Typst."""
