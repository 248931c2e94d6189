"""What organisations promise in public, with reminders, outcomes and a look back a year on."""
