"""The home page, information pages and the site's page tree."""
