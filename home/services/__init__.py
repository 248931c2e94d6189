"""Changes to the site's own pages and groups."""
