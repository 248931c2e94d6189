"""Finds teams of providers that together cover a tender: pure functions, usable without Django."""
