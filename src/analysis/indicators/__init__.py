"""What is measured: indicators with their definitions, estimates, changes and words."""
