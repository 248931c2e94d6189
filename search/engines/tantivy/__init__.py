"""The embedded engine: tantivy in a directory, one writer at a time, any number of readers."""
