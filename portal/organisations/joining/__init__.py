"""How an organisation comes in: somebody makes it, or claims one that is here already."""
