"""Measures relevance on judged queries."""
