"""Everything that knows an index: port, two engines, plan, documents, facets and search pages."""
