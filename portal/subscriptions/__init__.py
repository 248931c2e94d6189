"""Who is told about what, how often, and the exact record of each mail."""
