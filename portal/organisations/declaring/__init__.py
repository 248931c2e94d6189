"""What an organisation declares for the matching: its own people's pages, and who may read it."""
