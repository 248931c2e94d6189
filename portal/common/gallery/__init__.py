"""The component gallery: every component with sample data, for those who build pages."""
