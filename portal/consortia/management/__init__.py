"""Commands that operators run for consortia."""
