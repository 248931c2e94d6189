"""Somebody publishes a practice in the CMS, and somebody else finds it; told through HTTP."""

import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from portal.practices.models import PracticePage, Theme
from search.engines.choice import current_engine
from search.services.load_synonyms import load_synonyms
from search.services.rebuild_index import rebuild_index
from tasks.loop import run_job
from tasks.schedule import SCHEDULE
from tests.factories.organisations import OrganisationFactory
from tests.factories.practices import ThemeFactory, practice_library

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _portal():
    """A portal with its vocabularies, its synonym rules and an empty index."""
    ThemeFactory(slug="guaranteed-hours", name="Guaranteed hours")
    load_synonyms()
    practice_library()
    rebuild_index(at=timezone.now(), engine=current_engine())


def run_indexing():
    """What `run_jobs` and the workers do, at once."""
    (job,) = (job for job in SCHEDULE if job.task == "tasks.indexing.drain_outbox")
    assert run_job(job)


DETAILS = ("pictures", "documents", "claims", "findings", "sources", "links")
"""What a practice may have several of."""


def publish(admin_client, **changes):
    """Fill in the editor's form for a new practice and press “Publish”."""
    fields = {
        "title": "Home care paid by the shift",
        "slug": "paid-by-the-shift",
        "summary": "Carers know their hours a month ahead.",
        "stage": "running",
        "evidence_basis": "reported",
        "manual": "not-stated",
        "cost_band": "not-stated",
        "problem": "Visits were paid by the minute.",
        "what_is_done": "Carers are paid for a block of hours.",
        "our_reading": "[]",
        "themes": str(Theme.objects.get(slug="guaranteed-hours").pk),
        "lead_organisation": str(OrganisationFactory(name="Example Care").pk),
        **{name: inline_formset([]) for name in DETAILS},
        "comments": inline_formset([]),
        "action-publish": "publish",
        **changes,
    }
    add = reverse(
        "wagtailadmin_pages:add", args=["practices", "practicepage", practice_library().pk]
    )
    answer = admin_client.post(add, nested_form_data(fields))
    assert answer.status_code == 302, answer.context["form"].errors
    return PracticePage.objects.get(slug=fields["slug"])


def found(client, **parameters):
    """Titles on the search page."""
    page = client.get("/practices/", parameters)
    assert page.status_code == 200
    titles = re.findall('class="cp-card__link"[^>]*>(.*?)</a>', page.content.decode(), re.DOTALL)
    return [html.unescape(re.sub("<[^>]+>", "", title)) for title in titles]


TITLE = "Home care paid by the shift"


class TestFindingWhatWasPublished:
    @pytest.mark.parametrize(
        "parameters",
        [
            {"q": "shift"},
            {"theme": "guaranteed-hours"},
            {"q": "domiciliary care"},
            {"q": "shifft"},
            {"q": "how are carers paid?"},
            {"q": '"home care"'},
            {"q": "care", "stage": "running", "evidence": "1"},
        ],
        ids=["word", "theme", "synonym", "typo", "question", "phrase", "filters"],
    )
    def test_works_by(self, admin_client, client, parameters):
        publish(admin_client)
        run_indexing()

        assert found(client, **parameters) == [TITLE]

    def test_leads_to_the_practice(self, admin_client, client):
        practice = publish(admin_client)
        run_indexing()

        assert f'href="{practice.url}"' in client.get("/practices/?q=shift").content.decode()

    def test_follows_every_later_change(self, admin_client, client):
        practice = publish(admin_client)
        run_indexing()

        practice.refresh_from_db()
        practice.title = "Night checks"
        practice.save_revision().publish()
        run_indexing()
        assert found(client, q="night") == ["Night checks"]

        admin_client.post(reverse("wagtailadmin_pages:unpublish", args=[practice.pk]))
        run_indexing()
        assert found(client) == []

    def test_stops_at_once_when_a_practice_is_unpublished_before_the_index_knows(
        self, admin_client, client
    ):
        practice = publish(admin_client)
        run_indexing()

        admin_client.post(reverse("wagtailadmin_pages:unpublish", args=[practice.pk]))

        assert found(client, q="shift") == []

    def test_does_not_begin_with_a_draft(self, admin_client, client):
        publish(admin_client, **{"action-publish": ""})
        run_indexing()

        assert found(client) == []


class TestPublishingWithoutAnEngine:
    def test_succeeds_and_is_found_when_the_engine_is_back(
        self, admin_client, client, settings, time_machine
    ):
        up = settings.SEARCH_ENGINE_URL
        time_machine.move_to(timezone.now(), tick=False)
        settings.SEARCH_ENGINE_URL = "http://127.0.0.1:9"

        publish(admin_client)
        run_indexing()
        assert client.get("/practices/").status_code == 503

        settings.SEARCH_ENGINE_URL = up
        time_machine.shift(5)
        run_indexing()
        assert found(client, q="shift") == [TITLE]
