"""Hours that a provider offers for one tender, other than for every bid."""
