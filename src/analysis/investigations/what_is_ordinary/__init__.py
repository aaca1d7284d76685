"""How much indicators of all authorities move from one year to the next, and what makes them move."""
