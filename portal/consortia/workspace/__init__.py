"""The workspace of a consortium: from the first yes to a bid and its lessons."""
