"""Changes to practices and their vocabulary."""
