"""Commands that operators run for tasks."""
