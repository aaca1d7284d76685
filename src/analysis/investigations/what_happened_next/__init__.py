"""What the documents claimed, set against the official figures that came later."""
