"""How far areas lie apart, and whether the distance has changed by more than chance."""
