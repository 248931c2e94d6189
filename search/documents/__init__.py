"""What is indexed: documents made from database rows."""

FORMAT = 2
"""Raise it with any change to what a document holds: an index made before must be rebuilt."""

KEYWORD_FIELDS = ("theme", "area", "client_group", "sector", "stage", "evidence", "organisation")
"""Fields of exact values that results are filtered and counted by: the finder's facets."""
