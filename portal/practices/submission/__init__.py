"""Providers tell the network about a practice, page by page, and send it to the moderators."""
