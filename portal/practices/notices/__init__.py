"""Mails to members about what waits for them: one ledger, told once, sent outside transactions."""
