"""Both engines filled with the starting practices and rules, once for each file of tests."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from search.engines.tantivy.engine import TantivyEngine
from search.port import SearchEngine
from search.services.rebuild_index import rebuild_index
from tests.contracts.conftest import elasticsearch_engine
from tests.factories.practices import root_page


@pytest.fixture(scope="module")
def _starting_content(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        root_page()
        call_command("load_starting_content", stdout=StringIO())
        call_command("load_synonyms", stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture(
    scope="module",
    params=["tantivy", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)],
)
def filled_engine(
    request: pytest.FixtureRequest, _starting_content: None, tmp_path_factory
) -> Iterator[SearchEngine]:
    """One engine with the 86 practices of the starting content."""
    if request.param == "tantivy":
        engine = TantivyEngine(tmp_path_factory.mktemp("search"), "relevance")
        rebuild_index(at=timezone.now(), engine=engine)
        yield engine
        return
    server = elasticsearch_engine()
    rebuild_index(at=timezone.now(), engine=server)
    yield server
    server.indices.remove_all()
