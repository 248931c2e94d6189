"""The server engine: Elasticsearch 8.18 or later 8.x through elasticsearch.dsl."""
