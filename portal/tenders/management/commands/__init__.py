"""Commands that operators run for tenders."""
