"""One authority beside its neighbours, its region and England, from open data."""
