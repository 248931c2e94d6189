"""Commissioners write early notices; drafts are nobody else's, and bad input changes nothing."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from portal.tenders.models import EarlyNotice, Tender
from portal.tenders.posting.services import MOST_AT_ONCE
from portal.users.roles import Role
from tests.factories.early_notices import EarlyNoticeFactory
from tests.factories.organisations import (
    AreaFactory,
    MembershipFactory,
    OrganisationFactory,
    ServiceTypeFactory,
)
from tests.factories.tenders import TenderFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return OrganisationFactory(name="Example Council", kind="commissioner")


@pytest.fixture
def officer(client, council):
    """Somebody who acts for the buyer and has signed in."""
    person = UserFactory()
    MembershipFactory(user=person, organisation=council)
    client.force_login(person)
    return person


@pytest.fixture
def form(council):
    """A whole notice as it is sent to be published."""
    day = timezone.localdate() + timedelta(days=30)
    return {
        "organisation": council.pk,
        "title": "Support at home",
        "wanted": "Home care by outcomes.",
        "areas": [AreaFactory(name="Bury", slug="bury").pk],
        "talks_end_on": f"{day:%d/%m/%Y}",
        "contact_url": "https://www.example.gov.uk/care",
        "publish": "",
    }


def send(client, form, address="new"):
    return client.post(f"/early-notices/{address}/", form)


class TestPublishing:
    def test_makes_one_tender_with_the_facts_of_the_notice(self, client, officer, form):
        service = ServiceTypeFactory(name="Home care", cpv_code="85312100")

        response = send(client, form | {"services": [service.pk], "lots_text": "Days\n\n Nights "})

        tender = Tender.objects.get()
        assert response.url == tender.get_absolute_url()
        assert (tender.buyer_name, tender.source) == ("Example Council", "own")
        assert (tender.status, tender.stage) == ("planning", "early-engagement")
        assert tender.is_care_relevant
        assert [lot.title for lot in tender.lots.order_by("position")] == ["Days", "Nights"]
        lot = tender.lots.first()
        assert [area.slug for area in lot.areas.all()] == ["bury"]
        assert lot.classifications.get().code == "85312100"

    def test_without_lots_makes_one_that_stands_for_the_whole(self, client, officer, form):
        send(client, form)

        assert Tender.objects.get().lots.get().is_implicit

    def test_twice_posts_one_notice(self, client, officer, form):
        assert send(client, form).url == send(client, form).url

        assert EarlyNotice.objects.count() == Tender.objects.count() == 1

    def test_of_an_example_labels_its_page_and_its_entry(self, client, officer, form, council):
        council.is_example = True
        council.save()

        page = client.get(send(client, form).url).content.decode()

        assert "Example: not a real tender" in page
        assert "Example: not a real notice" in client.get("/early-notices/").content.decode()

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("title", ""),
            ("title", "x" * 151),
            ("title", "<b>bold</b>"),
            ("wanted", " "),
            ("wanted", "a\x07b"),
            ("wanted", "x" * 5_001),
            ("areas", []),
            ("areas", [999_999]),
            ("services", ["none"]),
            ("lots_text", "\n".join(map(str, range(21)))),
            ("lots_text", "x" * 201),
            ("lots_text", "Days\ndays"),
            ("skilled_roles", "x" * 2_001),
            ("talks_end_on", ""),
            ("talks_end_on", "31/2/2027"),
            ("talks_end_on", "1/1/2020"),
            ("notice_expected_on", f"{timezone.localdate():%d/%m/%Y}"),
            ("contact_url", "buyer@example.org,"),
            ("contact_url", "javascript:alert(1)"),
            ("contact_url", "ftp://example.org/"),
        ],
    )
    def test_refuses_at_the_field_and_keeps_the_text(self, client, officer, form, field, value):
        response = send(client, form | {"outcomes": "More days out.", field: value})

        assert list(response.context["form"].errors) == [field]
        assert "More days out." in response.content.decode()
        assert not EarlyNotice.objects.exists()

    def test_offers_no_place_abroad(self, client, officer, form):
        abroad = AreaFactory(name="Abroad", slug="abroad")
        japan = abroad.add_child(name="Japan", slug="japan", kind="country")

        page = client.get("/early-notices/new/").content.decode()
        refused = send(client, form | {"areas": [japan.pk]})

        assert "Bury" in page
        assert "Japan" not in page
        assert list(refused.context["form"].errors) == ["areas"]

    def test_can_have_its_long_lists_shortened_where_scripts_run(self, client, officer, form):
        page = client.get("/early-notices/new/").content.decode()

        lists = BeautifulSoup(page, "html.parser").select("[data-module=cp-option-search]")
        assert [one["id"] for one in lists] == ["areas-choices", "services-choices"]

    def test_for_another_buyer_is_refused_at_the_field(self, client, officer, form):
        other = OrganisationFactory(kind="commissioner")

        response = send(client, form | {"organisation": other.pk})

        assert list(response.context["form"].errors) == ["organisation"]
        assert not EarlyNotice.objects.exists()

    def test_says_so_when_the_buyer_has_very_many(self, client, officer, form, council):
        EarlyNoticeFactory.create_batch(MOST_AT_ONCE, organisation=council)

        assert "very many notices" in send(client, form).content.decode()


class TestADraft:
    def test_needs_its_title_alone(self, client, officer, council):
        response = send(client, {"organisation": council.pk, "title": "Nights", "draft": ""})

        assert response.url == "/early-notices/"
        assert "Draft: only your organisation" in client.get("/early-notices/").content.decode()

    def test_has_no_tender_so_nothing_of_tenders_knows_it(self, client, officer, form):
        del form["publish"]

        send(client, form)

        assert EarlyNotice.objects.get().is_draft
        assert not Tender.objects.exists()

    @pytest.mark.parametrize("page", ["change", "withdraw", "went-on", "report"])
    def test_is_not_found_by_another_buyer(self, client, officer, page):
        draft = EarlyNoticeFactory()

        assert client.get(f"/early-notices/{draft.pk}/{page}/").status_code == 404
        assert client.post(f"/early-notices/{draft.pk}/{page}/", {}).status_code == 404
        assert draft.title not in client.get("/early-notices/").content.decode()

    def test_is_gone_when_it_is_deleted(self, client, officer, council):
        draft = EarlyNoticeFactory(organisation=council)

        send(client, {}, f"{draft.pk}/withdraw")

        assert not EarlyNotice.objects.exists()

    def test_is_unknown_to_moderators_in_the_admin(self, client):
        client.force_login(UserFactory(role=Role.ADMINISTRATOR, is_superuser=True))
        draft, published = EarlyNoticeFactory(), EarlyNoticeFactory(published=True)
        base = "/cms/snippets/tenders/publishednotice"

        listed = client.get(f"{base}/").content.decode()

        assert published.title in listed
        assert draft.title not in listed
        assert client.get(f"{base}/edit/{draft.pk}/").status_code == 404
        assert client.get(f"{base}/edit/{published.pk}/").status_code == 200


class TestChanging:
    def test_shows_the_change_and_keeps_what_stood_there_for_moderators(
        self, client, officer, form, council
    ):
        page = send(client, form).url
        notice = EarlyNotice.objects.get()

        send(client, form | {"wanted": "Reablement."}, f"{notice.pk}/change")

        text = client.get(page).content.decode()
        assert "Reablement." in text
        assert "Changed on" in text
        assert "Home care by outcomes." in notice.events.get().earlier_text

    def test_to_the_same_words_changes_nothing(self, client, officer, form):
        send(client, form)
        notice = EarlyNotice.objects.get()

        send(client, form, f"{notice.pk}/change")

        assert not notice.events.exists()
        assert EarlyNotice.objects.get().changed_at is None

    def test_may_keep_a_last_day_that_has_passed(self, client, officer, form, council):
        notice = EarlyNoticeFactory(
            organisation=council, talks_end_on=date(2026, 1, 1), published=True
        )

        send(client, form | {"talks_end_on": "1/1/2026"}, f"{notice.pk}/change")

        assert EarlyNotice.objects.get().title == form["title"]

    def test_ends_with_the_membership_and_gives_the_text_back(self, client, officer, form):
        send(client, form)
        officer.memberships.all().delete()
        notice = EarlyNotice.objects.get()

        response = send(
            client, form | {"wanted": "Written meanwhile, with care."}, f"{notice.pk}/change"
        )

        assert response.status_code == 403
        assert "Written meanwhile, with care." in response.content.decode()
        assert EarlyNotice.objects.get().wanted == form["wanted"]

    def test_ends_when_the_buyer_buys_no_care_any_more(self, client, officer, form, council):
        send(client, form)
        council.kind = "provider"
        council.save()

        assert client.get("/early-notices/").status_code == 403

    def test_of_a_withdrawn_notice_is_refused(self, client, officer, form):
        send(client, form)
        notice = EarlyNotice.objects.get()
        send(client, {"why": "No money."}, f"{notice.pk}/withdraw")

        response = send(client, form | {"wanted": "More."}, f"{notice.pk}/change")

        assert "was withdrawn or hidden meanwhile" in response.content.decode()
        assert "More." in response.content.decode()
        assert EarlyNotice.objects.get().wanted == form["wanted"]


class TestWithdrawing:
    def test_needs_a_reason(self, client, officer, council):
        notice = EarlyNoticeFactory(organisation=council, published=True)

        response = send(client, {"why": ""}, f"{notice.pk}/withdraw")

        assert "Say why in a few words." in response.content.decode()
        assert Tender.objects.listed().exists()

    def test_leaves_the_page_and_takes_it_off_the_board(self, client, officer, council):
        notice = EarlyNoticeFactory(organisation=council, published=True)

        send(client, {"why": "No money."}, f"{notice.pk}/withdraw")

        assert not Tender.objects.listed().exists()
        assert "No money." in client.get(notice.tender.get_absolute_url()).content.decode()


class TestGoingOn:
    @pytest.mark.parametrize("typed", ["nothing", "/tenders/0/", "http://[", "x" * 501])
    def test_as_no_tender_is_refused_at_the_field(self, client, officer, council, typed):
        notice = EarlyNoticeFactory(organisation=council, published=True)

        response = send(client, {"tender": typed}, f"{notice.pk}/went-on")

        assert list(response.context["form"].errors) == ["tender"]

    def test_as_another_posted_notice_is_refused(self, client, officer, council):
        notice = EarlyNoticeFactory(organisation=council, published=True)
        other = EarlyNoticeFactory(published=True)

        response = send(client, {"tender": other.tender.ocid}, f"{notice.pk}/went-on")

        assert "tender" in response.context["form"].errors

    def test_is_read_by_its_number_and_taken_away_by_an_empty_field(self, client, officer, council):
        notice = EarlyNoticeFactory(organisation=council, published=True)
        tender = TenderFactory(real=True)

        send(client, {"tender": f" {tender.ocid} "}, f"{notice.pk}/went-on")
        assert EarlyNotice.objects.get().continued_by == tender

        send(client, {"tender": ""}, f"{notice.pk}/went-on")
        assert EarlyNotice.objects.get().continued_by is None


class TestStrangers:
    def test_are_told_how_a_buyer_joins(self, client):
        client.force_login(UserFactory(role=Role.COMMISSIONER))

        response = client.get("/early-notices/new/")

        assert response.status_code == 403
        assert "Find your organisation" in response.content.decode()

    def test_of_a_provider_post_nothing(self, client, form):
        member = MembershipFactory(
            user=UserFactory(), organisation=OrganisationFactory(kind="provider")
        )
        client.force_login(member.user)

        response = send(client, form | {"organisation": member.organisation.pk})

        assert response.status_code == 403
        assert not EarlyNotice.objects.exists()


class TestAnImport:
    def test_cannot_write_the_number_of_a_posted_notice(self, imported, release):
        notice = EarlyNoticeFactory(published=True)

        report = imported(release(ocid=notice.tender.ocid.upper()))

        assert len(report.refused) == 1
        assert Tender.objects.get().title == notice.title
