"""Two words stand side by side in what is not public alone: one is searched for, so that a page may
say it back; the other, the canary, must appear nowhere a reader can look.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from portal.organisations.models import DoNotPair, MatchingProfile, Organisation
from portal.organisations.models.profile import TurnoverBand
from portal.practices.models import PracticePage
from search.engines.choice import current_engine
from search.services.rebuild_index import rebuild_index
from tests.access.answers import Reader
from tests.access.table import TABLE
from tests.factories.organisations import CapacityOfferFactory, DeclaredServiceFactory
from tests.factories.practices import FindingFactory, ImpactClaimFactory, PracticePageFactory
from tests.factories.practices import make_private as make_page_private

SOUGHT = "zanderquill"
CANARY = "vexomont"
HOURS = 987_654
LOCATION, PROVIDER = "1-987654321", "1-987654322"
FORMS = (CANARY, CANARY.title(), CANARY.upper(), str(HOURS), f"{HOURS:,}", LOCATION, PROVIDER)
LOOKED_FOR = [
    f"/practices/?q={SOUGHT}",
    f"/practices/?q={SOUGHT}*",
    # Nor does a correction of a slip give away a word that only closed practices hold.
    f"/practices/?q={CANARY[:-1]}",
    f"/practices/?q={SOUGHT[:-1]}+{CANARY[:-2]}t",
    f"/practices/feed/?q={SOUGHT}",
    f"/api/v1/practices/?q={SOUGHT}",
    "/practices/feed/",
    "/api/v1/practices/",
    "/api/v1/practices.json",
    "/api/v1/practices.csv",
    "/api/v1/organisations/",
]
LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)"|<loc>([^<]+)</loc>|"url": "([^"]+)"')
MOST_PAGES = 400
SKIPPED = ("/static/", "/accounts/logout", "/cms/", "/django-admin/")


@pytest.fixture(scope="module")
def closed(world) -> dict[str, str]:
    """The canary in every place that is not public; the addresses where it would be."""
    organisation = Organisation.objects.get(slug="example-home-care")
    rival = Organisation.objects.get(slug="rival-care")
    make = _practice_maker(rival)
    private, above = make("private-canary"), make("above-canary")
    below = make("below-canary", parent=above)
    make_page_private(private)
    make_page_private(above)
    make("draft-canary", live=False)
    make("taken-canary").unpublish()
    live = PracticePageFactory(slug="live-practice", lead_organisation=rival)
    live.summary = f"A draft of a change names {SOUGHT} {CANARY}."
    live.save_revision()
    _confide(rival, organisation)
    rebuild_index(at=timezone.now(), engine=current_engine())
    return {
        "private": private.url,
        "below private": below.url,
        "draft": "/practices/draft-canary/",
        "taken down": "/practices/taken-canary/",
    }


def _practice_maker(organisation: Organisation):
    def make(slug: str, **fields) -> PracticePage:
        page = PracticePageFactory(
            slug=slug,
            title=f"{SOUGHT} {CANARY.title()} {slug}",
            summary=f"About {SOUGHT} {CANARY}.",
            what_is_done=f"{SOUGHT} {CANARY}",
            lead_organisation=organisation,
            **fields,
        )
        ImpactClaimFactory(practice=page, what_changed=f"{SOUGHT} {CANARY}")
        FindingFactory(practice=page, text=f"{SOUGHT} {CANARY}")
        return page

    return make


def _confide(rival: Organisation, other: Organisation) -> None:
    """What an organisation tells the matching alone."""
    MatchingProfile.objects.create(
        organisation=rival,
        opted_in_at=timezone.now(),
        turnover_band=TurnoverBand.UNDER_1M,
    )
    CapacityOfferFactory(organisation=rival, weekly_hours=HOURS)
    DeclaredServiceFactory(
        organisation=rival,
        is_registered=True,
        cqc_location_id=LOCATION,
        cqc_provider_id=PROVIDER,
        rating_url=f"https://www.cqc.org.uk/location/{LOCATION}",
    )
    DoNotPair.objects.create(organisation=rival, other=other)
    rival.proposed_memberships.update(weekly_hours=HOURS)


def _addresses_in(text: str) -> Iterator[str]:
    for groups in LINK.findall(text):
        parts = urlsplit(next(filter(None, groups)).replace("&amp;", "&"))
        yield parts.path + (f"?{parts.query}" if parts.query else "")


def _crawl(ask, world, reader: Reader) -> dict[str, str]:
    """Every page that can be reached from the table's rows and the searches, with its text."""
    waiting = [*LOOKED_FOR, *(world.address(row) for row in TABLE)]
    seen: dict[str, str] = {}
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop()
        if address in seen or address.startswith(SKIPPED):
            continue
        response = ask("GET", address, reader)
        text = response.getvalue().decode("utf-8", "replace")
        seen[address] = text + str(response.headers.get("Location", ""))
        if response.status_code == 200:
            waiting.extend(_addresses_in(text))
    return seen


def _leaks(pages: dict[str, str]) -> list[str]:
    return [address for address, text in pages.items() if any(form in text for form in FORMS)]


@pytest.mark.usefixtures("closed")
class TestWhatIsNotPublic:
    @pytest.mark.parametrize(
        "reader", [Reader.ANONYMOUS, Reader.COMMISSIONER, Reader.PROVIDER], ids=str
    )
    def test_is_on_no_page_that_can_be_reached(self, ask, world, reader):
        pages = _crawl(ask, world, reader)

        assert len(pages) >= len(LOOKED_FOR) + len(TABLE) / 2
        assert _leaks(pages) == []

    def test_names_nobody_to_a_provider_who_may_bid_with_them(self, ask, world):
        address = f"/tenders/{world.words['tender_id']}/consortium/"

        text = ask("GET", address, Reader.PROVIDER).getvalue().decode()

        assert "Example Home Care" in text
        assert "Rival Care" not in text
        assert "rival-care" not in text

    def test_counts_in_no_facet(self, ask, closed):
        answer = ask("GET", "/api/v1/practices/").json()

        counted = {str(PracticePage.objects.visible_to_all().count())}
        assert {str(answer["total"])} == counted


class TestAddressOfAClosedPractice:
    @pytest.mark.parametrize("name", ["draft", "taken down"])
    @pytest.mark.parametrize("reader", [Reader.ANONYMOUS, Reader.PROVIDER, Reader.COMMISSIONER])
    def test_is_not_found_where_it_is_not_published(self, ask, closed, name, reader):
        assert ask("GET", closed[name], reader).status_code == 404

    @pytest.mark.parametrize("name", ["private", "below private"])
    def test_asks_a_stranger_to_sign_in(self, ask, closed, name):
        response = ask("GET", closed[name])

        assert response.status_code == 302
        assert response.headers["Location"].startswith("/_util/login/?next=")

    @pytest.mark.parametrize("name", ["private", "below private"])
    def test_is_shown_to_those_it_is_for(self, ask, closed, name):
        assert CANARY in ask("GET", closed[name], Reader.PROVIDER).getvalue().decode()


class TestDocumentOfAClosedCollection:
    def test_asks_a_stranger_to_sign_in(self, ask, world):
        response = ask("GET", f"/documents/{world.words['closed_document']}")

        assert response.status_code == 302
        assert response.headers["Location"].startswith("/_util/login/?next=")

    def test_is_not_served_beside_the_check(self, ask, world):
        name = str(world.words["closed_document"]).partition("/")[2]

        response = ask("GET", f"/media/documents/{name}")

        assert response.status_code == 404
