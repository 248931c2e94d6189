"""Turns a delivery into a message: what it says, its headers, and its two bodies."""
