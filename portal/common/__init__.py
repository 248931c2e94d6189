"""What every app shares and no domain noun: abstract models, blocks, middleware, template tags."""
