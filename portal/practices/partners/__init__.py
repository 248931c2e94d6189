"""Organisations that others name as partners of a practice: they say yes, or their name goes."""
