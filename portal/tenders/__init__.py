"""Tender notices in the terms of the Open Contracting Data Standard (OCDS)."""
