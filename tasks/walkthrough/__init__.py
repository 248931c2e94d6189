"""The main job end to end on whatever stack is configured, with the proof of each step."""
