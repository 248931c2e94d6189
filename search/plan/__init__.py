"""What a search means, worked out once in Python; each engine compiles it to its own language."""
