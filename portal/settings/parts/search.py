"""Which search engine answers: tantivy in a folder, or an Elasticsearch address."""

from portal.settings.parts.environment import env

SEARCH_ENGINE_URL = env("SEARCH_ENGINE_URL")
# Elasticsearch indices are named <prefix>-<entity>-<mapping hash>; tests give each worker its own
# prefix.
SEARCH_INDEX_PREFIX = env("SEARCH_INDEX_PREFIX")
# Folder or hub name of a sentence encoder in ONNX; empty searches by words alone.
SEARCH_MODEL = env("SEARCH_MODEL")
# Seconds to wait for Elasticsearch before the page says that search is resting.
SEARCH_TIMEOUT = 1.0
