"""Template tags of the practices pages."""
