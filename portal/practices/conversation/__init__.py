"""Comments, questions with answers, thanks and concerns about a practice."""
