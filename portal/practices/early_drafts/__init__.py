"""Practices begun before their author has signed in, by themselves or by somebody who helps."""
