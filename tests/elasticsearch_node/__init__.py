"""An Elasticsearch server made from its published jars, for machines without a container engine."""
