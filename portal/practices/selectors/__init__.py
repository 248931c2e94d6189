"""Reads of practices for pages; everything here counts and shows what anybody may read."""
