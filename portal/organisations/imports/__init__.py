"""Reads organisations and their vocabularies from import files."""
