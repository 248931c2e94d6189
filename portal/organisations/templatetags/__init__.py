"""Template tags of the organisations pages."""
