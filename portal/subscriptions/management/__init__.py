"""Operators' commands of the subscriptions app."""
