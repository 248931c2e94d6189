"""What people say of a practice from their own lives, with consent and an approver of its own."""
