"""Who acts for an organisation: inviting, leaving, removing, and who owns it."""
