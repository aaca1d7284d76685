"""What a notebook shows, and the house style."""
