"""A real SMTP server in its own process, which keeps what it accepts and can misbehave."""
