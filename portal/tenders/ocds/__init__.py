"""Reads OCDS releases into plain facts; knows no table of ours."""
