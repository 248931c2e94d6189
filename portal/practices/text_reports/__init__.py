"""Reports of public words that have no list of their own: one way in, one list for moderators."""
