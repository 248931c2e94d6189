"""The engines behind the port, and the choice between them by settings."""
