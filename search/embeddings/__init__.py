"""Sentences as vectors that lie close together when they mean nearly the same; off by default."""
