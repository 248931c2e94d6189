"""Addresses of the tender board and of what else shows its query."""

from portal.tenders.board import BoardQuery


def address(base_url: str, query: BoardQuery) -> str:
    """The address of a query, without a question mark when there is nothing to ask."""
    query_string = query.to_query_string()
    return f"{base_url}?{query_string}" if query_string else base_url
