"""Which engine the settings name."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from search.engines.choice import current_engine
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.tantivy.engine import TantivyEngine


class TestCurrentEngine:
    @pytest.mark.parametrize(
        ("url", "kind"),
        [
            ("tantivy:///var/lib/portal/search", TantivyEngine),
            ("http://search:9200", ElasticsearchEngine),
            ("https://portal:secret@search:9200", ElasticsearchEngine),
        ],
    )
    def test_is_the_one_that_the_address_names(self, settings, url, kind):
        settings.SEARCH_ENGINE_URL = url

        assert isinstance(current_engine(), kind)

    def test_is_kept_for_the_process(self, settings):
        settings.SEARCH_ENGINE_URL = "tantivy:///var/lib/portal/search"

        assert current_engine() is current_engine()

    @pytest.mark.parametrize("url", ["", "tantivy://", "solr://search", "search:9200", "http://"])
    def test_is_refused_with_what_to_write_and_without_the_address(self, settings, url):
        settings.SEARCH_ENGINE_URL = url

        with pytest.raises(ImproperlyConfigured, match="tantivy:///path/to/a/folder"):
            current_engine()
