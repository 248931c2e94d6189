"""What is indexed: documents made from database rows."""

FORMAT = 3
"""Raise it with any change to what a document holds: an index made before must be rebuilt."""

KEYWORD_FIELDS = (
    "theme",
    "area",
    "client_group",
    "sector",
    "stage",
    "evidence",
    "legal_form",
    "kind_of_change",
    "cost_band",
    "started",
    "easy_read",
    "organisation",
)
"""Fields of exact values that results are filtered and counted by: the finder's facets."""
