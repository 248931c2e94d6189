"""Every change to who is told about what, and every step of telling them."""
