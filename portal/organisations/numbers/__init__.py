"""The numbers that public registers have for an organisation, as its own people say them."""
