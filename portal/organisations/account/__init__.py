"""One's own account: name, description, roles, organisations and the way to its safety."""
