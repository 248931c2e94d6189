"""What a tender asks of those who bid: proposed from its words, decided by people."""
