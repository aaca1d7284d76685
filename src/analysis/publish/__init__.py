"""From notebooks to a published edition: recipes, execution, export, and moving into place."""
