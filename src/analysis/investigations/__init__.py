"""A room for each question, named like its notebook."""
