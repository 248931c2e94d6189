"""The library for programs: a versioned API to read, exports to import elsewhere, their schema."""
