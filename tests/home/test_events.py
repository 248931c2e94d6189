"""Events are read by UK clocks, prepare their readers, and say afterwards what was learned."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from wagtail.models import GroupPagePermission
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from home.models import EventPage, EventPractice
from home.services.site import ensure_site
from portal.users.roles import Role
from tests.factories.events import EventPageFactory, events_page
from tests.factories.practices import PracticePageFactory, make_private
from tests.factories.users import UserFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def read(client, page):
    return text_of(client.get(page.url))


def moment(month, hour):
    return datetime(2099, month, 1, hour, tzinfo=UTC)


class TestEventPage:
    @pytest.mark.parametrize(
        ("month", "words"),
        [
            (7, "Wednesday 1 July 2099, 10:00 to 12:00 (UK time)"),
            (1, "Thursday 1 January 2099, 09:00 to 11:00 (UK time)"),
        ],
        ids=["summer", "winter"],
    )
    def test_is_at_the_hour_that_uk_clocks_show(self, client, month, words):
        event = EventPageFactory(starts_at=moment(month, 9), ends_at=moment(month, 11))

        assert words in read(client, event)

    def test_names_both_days_of_a_longer_one(self, client):
        # Half past eleven at night in London is half past ten in UTC: the day ends before midnight
        # there and not here.
        event = EventPageFactory(
            starts_at=datetime(2099, 7, 1, 22, 30, tzinfo=UTC),
            ends_at=datetime(2099, 7, 1, 23, 30, tzinfo=UTC),
        )

        page = read(client, event)

        assert "Wednesday 1 July 2099, 23:30 to Thursday 2 July 2099, 00:30" in page

    def test_has_a_preparation_pack_of_practices_that_anybody_may_read(self, client):
        open_one, private = PracticePageFactory(title="Open"), PracticePageFactory(title="Secret")
        make_private(private)
        event = EventPageFactory(preparation="<p>Bring a question.</p>")
        event.practices = [
            EventPractice(practice=practice, sort_order=number)
            for number, practice in enumerate([private, open_one])
        ]
        event.save_revision().publish()

        page = read(client, event)

        assert "Bring a question." in page
        assert f'href="{open_one.url}">Open</a>' in page
        assert "Secret" not in page

    def test_says_what_was_learned_once_it_is_over(self, client):
        lessons = {"lessons": "<p>Meet more often.</p>", "online_url": "https://example.org/join"}
        ahead, over = EventPageFactory(**lessons), EventPageFactory(over=True, **lessons)

        assert "Meet more often." not in read(client, ahead)
        assert "Join online" in read(client, ahead)
        assert "Meet more often." in read(client, over)
        assert "Join online" not in read(client, over)

    def test_labels_an_example(self, client):
        event = EventPageFactory(is_example=True)

        assert "Example: not a real event" in read(client, events_page())
        assert "cp-example" in read(client, event)

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"ends_at": moment(7, 9)}, "ends_at"),
            ({"place": ""}, "place"),
            ({"starts_at": datetime(1899, 1, 1, tzinfo=UTC)}, "starts_at"),
        ],
        ids=str,
    )
    def test_refuses_what_cannot_be(self, fields, field):
        event = EventPageFactory.build(**{"starts_at": moment(7, 9), **fields})

        with pytest.raises(ValidationError) as refused:
            event.clean()
        assert field in refused.value.message_dict

    @pytest.mark.parametrize("fields", [{"ends_at": moment(1, 1)}, {"place": ""}], ids=str)
    def test_refuses_it_even_from_sql(self, fields):
        event = EventPageFactory()

        with pytest.raises(IntegrityError):
            EventPage.objects.filter(pk=event.pk).update(**fields)


class TestEventsPage:
    def test_lists_the_next_first_and_the_past_behind(self, client):
        for title, fields in (
            ("Later", {"starts_at": moment(8, 9), "ends_at": moment(8, 10)}),
            ("Sooner", {}),
            ("Gone", {"over": True}),
        ):
            EventPageFactory(title=title, **fields)

        page = read(client, events_page())

        order = [page.index(words) for words in ("Sooner", "Later", ">Over<", "Gone")]
        assert order == sorted(order)

    def test_hides_drafts_and_what_is_private(self, client):
        EventPageFactory(title="Only a draft", live=False)
        make_private(EventPageFactory(title="For members"))

        page = read(client, events_page())

        assert "Only a draft" not in page
        assert "For members" not in page
        assert "Nothing is planned yet." in page

    @pytest.mark.parametrize("total", [1, 9])
    def test_costs_as_many_queries_however_many_there_are(
        self, client, django_assert_max_num_queries, total
    ):
        for _number in range(total):
            EventPageFactory()
        read(client, events_page())

        with django_assert_max_num_queries(12):
            client.get("/events/")

    @pytest.mark.parametrize("page", ["0", "zz", "99999999999999999999"])
    def test_shows_a_page_for_any_number(self, client, page):
        EventPageFactory(over=True)

        assert client.get("/events/", {"page": page}).status_code == 200


class TestWhoMayDoWhat:
    @pytest.fixture
    def form(self):
        return nested_form_data(
            {
                "title": "A visit",
                "slug": "a-visit",
                "summary": "See how it is done.",
                "starts_at": "2099-07-01 10:00",
                "ends_at": "2099-07-01 12:00",
                "place": "Example Hall",
                "online_url": "",
                "area": "",
                "body": rich_text("<p>We look around.</p>"),
                "preparation": rich_text(""),
                "lessons": rich_text(""),
                "practices": inline_formset([]),
                "comments": inline_formset([]),
            }
        )

    def add(self, client, role, form):
        ensure_site(site_url="http://testserver")
        client.force_login(UserFactory(role=role))
        parent = events_page()
        address = reverse("wagtailadmin_pages:add", args=["home", "eventpage", parent.pk])
        return client.post(address, {**form, "action-publish": "1"})

    def test_lets_a_moderator_publish_in_uk_time(self, client, form):
        self.add(client, Role.MODERATOR, form)

        event = EventPage.objects.get()
        assert (event.live, event.starts_at) == (True, moment(7, 9))

    def test_keeps_what_a_provider_adds_as_a_draft(self, client, form):
        self.add(client, Role.PROVIDER, form)

        assert EventPage.objects.get().live is False

    def test_says_at_the_field_what_cannot_be(self, client, form):
        bad = {**form, "ends_at": "2099-07-01 09:00"}

        page = self.add(client, Role.MODERATOR, bad).content.decode()

        assert "Enter a time after the beginning." in page
        assert not EventPage.objects.exists()

    def test_is_said_once(self):
        ensure_site(site_url="http://testserver")
        before = GroupPagePermission.objects.filter(page=events_page()).count()

        ensure_site(site_url="http://testserver")

        assert GroupPagePermission.objects.filter(page=events_page()).count() == before == 4
