"""Factories that make valid rows for tests, one module for each app."""
