"""The tests, laid out as the packages they hold to account."""
