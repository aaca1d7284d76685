"""An event in a monthly count: models stated first, placebo dates, power on SIMULATED series."""
