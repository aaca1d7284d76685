"""An authority's own figures: what the files hold, and what is wrong with them."""
