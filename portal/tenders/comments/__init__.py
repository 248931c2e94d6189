"""What organisations say about a tender while its buyer still plans."""
