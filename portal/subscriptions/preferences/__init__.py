"""What people decide about their mails besides what and how often: look, pause, address, data."""
