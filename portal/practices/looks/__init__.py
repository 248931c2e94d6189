"""How often practices are looked at: counted after the answer, shown to their authors."""
