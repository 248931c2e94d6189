"""Settings by concern, each imported by base."""
