"""Consortia: which providers together cover a tender, why, and what is missing."""
