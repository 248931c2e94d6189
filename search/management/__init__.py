"""Commands that operators run for search."""
