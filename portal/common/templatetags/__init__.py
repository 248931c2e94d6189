"""Template tags that the components need."""
