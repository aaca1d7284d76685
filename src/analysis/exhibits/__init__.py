"""What a study shows: figures and tables in one house style, with their data and sources."""
