"""Whom an author names as a partner stands in no output before it said yes, and in each after."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from home.services.site import ensure_site
from portal.practices.enums import FindingKind
from portal.practices.models import PracticePage
from search.engines.choice import current_engine
from search.services.rebuild_index import rebuild_index
from tasks.loop import run_job
from tasks.schedule import SCHEDULE
from tests.factories.adoptions import MemberFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.peer_reviews import ReviewOfferFactory, ReviewRequestFactory
from tests.factories.practices import (
    FindingFactory,
    PracticePageFactory,
    ShortlistEntryFactory,
    ThemeFactory,
)
from tests.factories.submissions import submission_of

pytestmark = pytest.mark.django_db

NAME, SLUG, TITLE = "Quillhaven Care", "quillhaven-care", "Walks by the canal"

OUTPUTS = {
    "the front page": ("/", NAME),
    "the results of a search": ("/practices/?q=canal", NAME),
    "a search for its name": ("/practices/?q=Quillhaven", TITLE),
    "a search for its practices": (f"/practices/?organisation={SLUG}", TITLE),
    "the feed of its practices": (f"/practices/feed/?organisation={SLUG}", TITLE),
    "the results as a spreadsheet": ("/practices/csv/?q=canal", NAME),
    "the search of the API": (f"/api/v1/practices/?organisation={SLUG}", TITLE),
    "a practice in the API": ("/api/v1/practices/{pk}/", SLUG),
    "the library as JSON": ("/api/v1/practices.json", SLUG),
    "the library as CSV": ("/api/v1/practices.csv", SLUG),
    "the page of a theme": ("/themes/wellbeing/", NAME),
    "the page of a place": ("/areas/rochdale/", NAME),
    "the page of the organisation": (f"/organisations/{SLUG}/", TITLE),
    "the list of organisations": ("/organisations/?letter=Q", "1 practice"),
    "a comparison": ("/practices/compare/?p={pk}&p={other}", NAME),
    "a comparison as a spreadsheet": ("/practices/compare/csv/?p={pk}&p={other}", NAME),
    "a shortlist as a spreadsheet": ("/shortlist/csv/", NAME),
    "a shortlist in print": ("/shortlist/pdf/", NAME),
    "proposed reviewers": ("/peer-reviews/requests/{request}/", NAME),
    "an example for authors": ("/share/{submission}/lessons/", NAME),
}
"""What shows it -> its address, and the words by which it names the partner or its practice."""


class World:
    """A practice told here whose author names another organisation, and two who look at it."""

    def __init__(self) -> None:
        ensure_site(site_url="http://testserver")
        theme = ThemeFactory(slug="wellbeing", name="Wellbeing")
        area = AreaFactory(slug="rochdale", name="Rochdale")
        self.partner = MemberFactory(organisation=OrganisationFactory(name=NAME, slug=SLUG))
        self.reader = MemberFactory()
        self.practice = PracticePageFactory(
            title=TITLE, partners=[self.partner.organisation], themes=[theme], areas=[area]
        )
        FindingFactory(practice=self.practice, kind=FindingKind.ENABLER)
        other = PracticePageFactory(title="Another")
        for practice in (self.practice, other):
            ShortlistEntryFactory(user=self.reader.user, practice=practice)
        ReviewOfferFactory(organisation=self.partner.organisation)
        request = ReviewRequestFactory(organisation=self.reader.organisation, theme=theme)
        self.numbers = {
            "pk": self.practice.pk,
            "other": other.pk,
            "request": request.pk,
            "submission": submission_of(self.reader).pk,
        }
        rebuild_index(at=timezone.now(), engine=current_engine())

    def words_at(self, client, address: str) -> str:
        """What the reader reads there."""
        client.force_login(self.reader.user)
        answer = client.get(address.format(**self.numbers))
        assert answer.status_code == 200, address
        content = answer.getvalue()
        if answer["Content-Type"] == "application/pdf":
            return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
        return " ".join(content.decode().split())

    def say_yes(self, client) -> None:
        """The partner answers on the site, and the index hears of it."""
        client.force_login(self.partner.user)
        form = {"organisation": self.partner.organisation.pk, "answer": "yes"}
        answer = client.post(reverse("partner_answer", args=[self.practice.pk]), form)
        assert answer.status_code == 302
        (job,) = (job for job in SCHEDULE if job.task == "tasks.indexing.drain_outbox")
        run_job(job)


@pytest.fixture
def world():
    return World()


class TestAPartner:
    @pytest.mark.parametrize(("address", "words"), OUTPUTS.values(), ids=OUTPUTS)
    def test_is_named_from_its_yes_on_in(self, client, world, address, words):
        before = world.words_at(client, address)
        world.say_yes(client)
        after = world.words_at(client, address)

        assert words not in before
        assert words in after

    def test_is_asked_and_given_no_rights_meanwhile(self, client, world):
        client.force_login(world.partner.user)
        own = reverse("submission_list")
        before = client.get(own).content.decode()
        world.say_yes(client)

        assert TITLE not in before
        assert TITLE in client.get(own).content.decode()

    def test_is_said_on_the_practice_s_page_not_to_have_answered(self, client, world):
        page = world.words_at(client, world.practice.url)
        about = page[page.index("application/ld+json") :].partition("</script>")[0]

        assert "they have not said yes" in page
        assert NAME not in about

    def test_that_a_published_source_names_is_named_at_once(self, client, world):
        PracticePage.objects.filter(pk=world.practice.pk).update(reference="P77")

        assert NAME in world.words_at(client, "/themes/wellbeing/")
