"""Kills real processes in the middle of their work and counts what was lost or doubled."""
