"""Writes of a consortium; each locks its row, so that two at once take turns."""
