"""Writes of the search app: the outbox, the index and the synonym rules."""
