"""Reads practices and themes from import files, checking every field of every row."""
