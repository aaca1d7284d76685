"""The tidy table of observations: its periods, and one reading per figure."""
