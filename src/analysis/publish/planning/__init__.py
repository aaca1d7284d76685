"""Which reports there are, with which parameters, and what of them must be made anew."""
