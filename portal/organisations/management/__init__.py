"""Commands that operators run for organisations."""
