"""Commands that operators run for practices."""
