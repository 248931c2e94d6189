"""The search app's tables, one module for each noun."""

from search.models.best_bets import BestBet
from search.models.demand import QueryCount, ThemeCount
from search.models.embeddings import Embedding
from search.models.index_state import IndexState
from search.models.outbox import OutboxEntry
from search.models.synonyms import SynonymGroup, SynonymTerm

__all__ = [
    "BestBet",
    "Embedding",
    "IndexState",
    "OutboxEntry",
    "QueryCount",
    "SynonymGroup",
    "SynonymTerm",
    "ThemeCount",
]
