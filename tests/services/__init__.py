"""The real servers that tests run against: PostgreSQL, Redis, Elasticsearch and a browser."""
