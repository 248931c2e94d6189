"""Easy Read versions: what makes one easy, and how editors write one."""
