"""What an organisation says of itself, as its own people change it: in public and in confidence."""
