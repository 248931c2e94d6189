"""How organisations join a network that holds members, and leave it."""
