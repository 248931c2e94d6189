"""What readers, editors and operators meet when the index breaks under them."""

import shutil
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from structlog.testing import capture_logs

from search.models import OutboxEntry
from search.services.drain_outbox import drain_outbox
from tests.factories.practices import PracticePageFactory

pytestmark = pytest.mark.django_db

SEARCH, SUGGESTIONS = "/practices/", "/api/practices/suggestions/"


def index_folder(engine):
    return engine.directory / engine.status().index


def corrupt(engine):
    for file in index_folder(engine).glob("*.idx"):
        # A new file in its place: this process has the old one mapped into its memory.
        file.unlink()
        file.write_bytes(b"\x00" * 7)


def remove(engine):
    shutil.rmtree(index_folder(engine))


def replace_by_another_mapping(engine):
    folder = index_folder(engine)
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "meta.json").write_text("{}", encoding="utf-8")


@pytest.fixture(params=[corrupt, remove, replace_by_another_mapping], ids=lambda do: do.__name__)
def broken(request, engine, rebuild):
    """One practice was indexed and found, and then the index broke."""
    practice = PracticePageFactory(title="Gardens")
    rebuild()
    request.param(engine)
    return practice


@pytest.fixture
def anew(broken, settings):
    """As a process that begins now meets it: nothing is open from before."""
    # Another spelling of the same folder is another engine to the cache of engines.
    settings.SEARCH_ENGINE_URL = settings.SEARCH_ENGINE_URL.replace("/search", "/./search")
    return broken


@pytest.mark.usefixtures("anew")
class TestReaders:
    def test_are_told_that_search_is_resting(self, client):
        with capture_logs() as logs:
            page = client.get(SEARCH, {"q": "gardens"})

        assert page.status_code == 503
        assert "Search is resting" in page.content.decode()
        assert [log["event"] for log in logs if log["log_level"] == "warning"] == [
            "search.unavailable"
        ]

    def test_still_read_the_practice(self, client, anew):
        page = client.get(anew.url)

        assert page.status_code == 200
        assert "Gardens" in page.content.decode()

    def test_get_suggestions_without_practices(self, client):
        assert client.get(SUGGESTIONS, {"q": "gard"}).status_code == 200


class TestEditors:
    def test_publish_as_ever_and_lose_nothing(self, anew, engine):
        practice = PracticePageFactory(title="Meadows")

        report = drain_outbox(at=timezone.now())

        assert practice.live
        assert report.done == 0
        assert OutboxEntry.objects.pending().filter(object_id=practice.pk).exists()


class TestOperators:
    def test_are_told_to_rebuild(self, anew):
        with pytest.raises(CommandError, match="search rebuild"):
            call_command("search", "status", stdout=StringIO())

    def test_mend_it_by_the_command_that_they_were_told(self, anew, client):
        PracticePageFactory(title="Meadows")

        call_command("search", "rebuild", stdout=StringIO())

        for word in ("gardens", "meadows"):
            page = client.get(SEARCH, {"q": word}).content.decode()
            assert "1 practice" in page
        assert not OutboxEntry.objects.pending().exists()
