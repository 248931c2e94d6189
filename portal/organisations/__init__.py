"""Providers, commissioners and networks: who they are, where they work, what they declare."""
