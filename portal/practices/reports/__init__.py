"""Reports for moderators: which practices need care, and whom the network reaches."""
