"""Template tags of the subscriptions app."""
