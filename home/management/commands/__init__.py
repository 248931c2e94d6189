"""Commands that operators run for home."""
