"""A commissioner talks with providers before there is a tender: by HTTP, from draft to tender."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from home.services.site import ensure_site
from portal.tenders.models import EarlyNotice
from search.documents.collection import TENDERS
from search.engines.choice import current_engine
from search.services.rebuild_index import rebuild_index
from tasks.indexing import drain_outbox
from tests.factories.organisations import AreaFactory, MembershipFactory, OrganisationFactory
from tests.factories.tenders import TenderFactory
from tests.factories.users import UserFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db

WORDS = "Evening rounds by a settled team"


@pytest.fixture(autouse=True)
def _portal(db, settings, tmp_path):
    settings.SEARCH_ENGINE_URL = f"tantivy://{tmp_path / 'search'}"
    ensure_site(site_url="http://testserver")
    rebuild_index(at=timezone.now(), engine=current_engine(TENDERS))


@pytest.fixture
def buyer():
    return _member_of(OrganisationFactory(name="Example Borough", kind="commissioner"))


@pytest.fixture
def provider():
    return _member_of(OrganisationFactory(name="Example Care", kind="provider"))


class TestTalkingBeforeATender:
    def test_leads_from_a_draft_to_comments_a_change_and_a_withdrawal(self, buyer, provider):
        rochdale = AreaFactory(slug="rochdale", name="Rochdale")
        form = _form(buyer, areas=[rochdale.pk])

        buyer.post("/early-notices/new/", {**form, "draft": ""})

        (notice,) = EarlyNotice.objects.all()
        assert _board(provider, q="evening rounds") == _board(provider) == []

        shown = buyer.post(f"/early-notices/{notice.pk}/change/", {**form, "publish": ""}).url

        assert _board(provider, q="settled team") == [WORDS]
        assert _board(provider, area="rochdale", stage="early-engagement") == [WORDS]
        page = _read(provider, shown)
        assert "Led by a dementia nurse." in page
        assert "Set hours, paid travel." in page
        assert "Fewer falls." in page
        assert "Lot 2: Nights" in page

        _comment(provider, shown, "Four visits a night are too many.")
        _comment(buyer, shown, "Thank you. Would three do?")
        page = _read(Client(), shown)
        assert page.index("Four visits a night") < page.index("Would three do?")
        assert "<strong>Example Borough</strong>, the buyer," in page

        changed = form | {"wanted": "At most three visits a night, by one team.", "publish": ""}
        buyer.post(f"/early-notices/{notice.pk}/change/", changed)

        assert "At most three visits a night" in _read(provider, shown)
        assert "Changed on" in _read(provider, shown)

        buyer.post(f"/early-notices/{notice.pk}/withdraw/", {"why": "The budget went."})

        assert _board(provider, q="evening rounds") == _board(provider) == []
        page = _read(provider, shown)
        assert "The buyer withdrew this on" in page
        assert "The budget went." in page
        assert "Would three do?" in page
        assert "Comments are closed" in page

    def test_is_found_from_the_tender_that_it_went_on_as(self, buyer, provider):
        shown = buyer.post(
            "/early-notices/new/", {**_form(buyer, areas=[AreaFactory().pk]), "publish": ""}
        ).url
        (notice,) = EarlyNotice.objects.all()
        tender = TenderFactory(real=True, title="Home care, evenings")
        address = f"http://testserver{tender.get_absolute_url()}"

        buyer.post(f"/early-notices/{notice.pk}/went-on/", {"tender": address})

        assert tender.get_absolute_url() in _read(provider, shown)
        assert shown in _read(provider, tender.get_absolute_url())


def _member_of(organisation):
    person = UserFactory()
    MembershipFactory(user=person, organisation=organisation)
    client = Client()
    client.force_login(person)
    client.organisation = organisation
    return client


def _form(client, **more):
    day = timezone.localdate() + timedelta(days=30)
    return {
        "organisation": client.organisation.pk,
        "title": WORDS,
        "wanted": "We think of buying home care in the evening.",
        "lots_text": "Evenings\nNights",
        "skilled_roles": "Led by a dementia nurse.",
        "secure_hours": "Set hours, paid travel.",
        "outcomes": "Fewer falls.",
        "talks_end_on": f"{day:%d/%m/%Y}",
        "contact_url": "https://www.example.gov.uk/care",
        **more,
    }


def _board(client, **query):
    drain_outbox()
    entries = client.get("/tenders/", query).context["board"].entries
    return [entry.tender.title for entry in entries]


def _read(client, address):
    return text_of(client.get(address))


def _comment(client, address, text):
    client.post(f"{address}comment/", {"organisation": client.organisation.pk, "text": text})
