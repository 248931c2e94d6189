"""Changes to matchings: asking for one, solving it, answering a suggestion."""
