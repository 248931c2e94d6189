"""Practices: what was tried, what changed, what did not work; with themes, evidence and links."""
