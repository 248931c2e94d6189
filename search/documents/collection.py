"""The kinds of documents that have an index of their own in the portal."""

from search.documents import KEYWORD_FIELDS
from search.port import Collection

PRACTICES = Collection(name="practice", keywords=KEYWORD_FIELDS)
"""The practices of the portal, filtered and counted by the finder's facets."""

TENDERS = Collection(name="tender", keywords=())
"""The notices of the board, which are filtered in the database: it knows what day it is."""
