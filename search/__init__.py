"""Everything that knows an index: the port, two engines, the plan, documents, facets and search pages."""
