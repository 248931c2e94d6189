"""The pages of email choices: what they show, what they change, and what they must not."""

import re
from datetime import time

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.subscriptions.enums import Cadence, ConsentAction
from portal.subscriptions.models import ConsentRecord, Delivery, Subscriber, Subscription
from portal.subscriptions.services.subscribing import confirm_subscription
from portal.subscriptions.tokens import confirm_token, manage_token, one_click_token
from tests.factories.practices import ThemeFactory
from tests.factories.subscriptions import SubscriberFactory, SubscriptionFactory, practice_about
from tests.pages import text_of

pytestmark = pytest.mark.django_db

ADDRESS = "amina@example.org"
WANTED = {"email": ADDRESS, "cadence": "weekly"}


@pytest.fixture
def theme():
    return ThemeFactory(slug="loneliness", name="Loneliness")


@pytest.fixture
def start(theme):
    return f"{reverse('subscribe_start')}?theme=loneliness"


@pytest.fixture
def asked(client, start) -> ConsentRecord:
    client.post(start, WANTED)
    return ConsentRecord.objects.get()


def rows() -> list[int]:
    models = (Subscriber, Subscription, ConsentRecord, Delivery)
    return [model.objects.count() for model in models]


class TestSubscribeStart:
    def test_says_what_one_will_hear_about(self, client, start):
        page = client.get(start).content.decode()

        assert "Practices about Loneliness" in page
        assert "never pass your address on" in page

    def test_lets_people_choose_a_theme_where_the_address_names_none(self, client, theme):
        client.post(reverse("subscribe_start"), {**WANTED, "theme": "loneliness"})

        assert ConsentRecord.objects.get().topic.value == "loneliness"

    def test_says_how_much_each_theme_would_have_told_of_lately(self, client, theme):
        inside = ThemeFactory(parent=theme, name="Befriending")
        for about in (theme, inside, inside):
            practice_about(about)
        ThemeFactory(name="Pay")

        page = text_of(client.get(reverse("subscribe_start")))

        assert "All practices: about 1 a week" in page
        assert "Loneliness: about 1 a week" in page
        assert "Befriending: less than one a week" in page
        assert "Pay: nothing new lately" in page

    def test_says_how_often_one_practice_changed_lately(self, client, theme):
        practice = practice_about(theme, title="Gardens")
        start = f"{reverse('subscribe_start')}?practice={practice.pk}"
        assert "It did not change in the last 30 days" in text_of(client.get(start))

        practice.title = "Roof gardens"
        practice.save()

        page = text_of(client.get(start))
        assert "In the last 30 days it changed once. That is less than one a week." in page

    def test_keeps_what_the_address_named_when_the_form_is_sent(self, client, start):
        response = client.post(start, WANTED)

        record = ConsentRecord.objects.get()
        assert response.url == reverse("subscribe_check")
        assert (record.topic.value, record.cadence) == ("loneliness", "weekly")
        assert record.form_url == start

    @pytest.mark.parametrize(
        ("data", "error", "field"),
        [
            ({"cadence": "daily"}, "Enter your email address", "id_email"),
            (
                {"cadence": "daily", "email": "Amina <amina@example.org>"},
                "Enter an email address in the right form",
                "id_email",
            ),
            ({"email": ADDRESS}, "Choose how often you want emails", "id_cadence_1"),
            ({"email": ADDRESS, "cadence": "on-request"}, "Select a valid choice", "id_cadence_1"),
        ],
    )
    def test_says_what_is_wrong_and_leads_there(self, client, start, data, error, field):
        page = client.post(start, data).content.decode()

        assert error in page
        assert f'href="#{field}"' in page
        assert f'id="{field}"' in page
        assert "<title>Error:" in re.sub(r"\s+", " ", page).replace("<title> ", "<title>")
        assert not ConsentRecord.objects.exists()

    def test_keeps_the_day_and_time_that_were_chosen(self, client, start):
        client.post(start, {**WANTED, "send_at": "18:00", "weekday": "5", "month_day": "28"})

        record = ConsentRecord.objects.get()
        assert (record.send_at, record.day) == (time(18), 5)

    def test_needs_no_choice_of_day_and_time(self, client, start):
        client.post(start, {**WANTED, "send_at": "", "weekday": "", "month_day": ""})

        record = ConsentRecord.objects.get()
        assert (record.send_at, record.day) == (None, None)

    @pytest.mark.parametrize(
        ("name", "value", "error"),
        [
            ("send_at", "02:00", "Choose a time from the list"),
            ("weekday", "8", "Choose a day of the week from the list"),
            ("month_day", "31", "Choose a day of the month from the list"),
        ],
    )
    def test_opens_the_choice_of_day_and_time_at_what_is_wrong(
        self, client, start, name, value, error
    ):
        page = client.post(start, {**WANTED, name: value}).content.decode()

        assert error in page
        assert f'href="#id_{name}"' in page
        assert re.search(r'<details class="govuk-details"\s+open', page)
        assert f'value="{ADDRESS}"' in page
        assert not ConsentRecord.objects.exists()

    @pytest.mark.parametrize("known", ["new", "known", "suppressed", "asked too often"])
    def test_answers_the_same_whoever_the_address_belongs_to(self, client, start, known):
        fresh = client.post(start, {**WANTED, "email": "nobody@example.org"})
        if known == "known":
            SubscriptionFactory(subscriber=SubscriberFactory(email=ADDRESS))
        if known == "suppressed":
            SubscriberFactory(email=ADDRESS, state="suppressed", suppressed_reason="complained")
        if known == "asked too often":
            for _number in range(9):
                client.post(start, WANTED)

        response = client.post(start, WANTED)

        assert (response.status_code, response.url) == (fresh.status_code, fresh.url)
        assert not response.cookies.get("messages")

    @pytest.mark.parametrize("address", ["?theme=no-such-theme", "?area=nowhere"])
    def test_knows_no_interest_in_what_does_not_exist(self, client, address):
        assert client.get(reverse("subscribe_start") + address).status_code == 404

    def test_bears_any_search(self, client):
        response = client.get(reverse("subscribe_start"), {"q": "“" * 10_000 + "\u202e <b>"})

        assert response.status_code == 200

    def test_holds_back_somebody_who_floods_from_one_place(self, client, start, settings):
        settings.ACCOUNT_RATE_LIMITS = {"subscribe": "1/m/ip"}
        cache.clear()
        sent = {"email": "a@example.org", "cadence": "daily"}
        assert client.post(start, sent).status_code == 302

        answer = client.post(start, {**sent, "email": "b@example.org"})

        assert "Wait a few minutes" in answer.content.decode()
        assert not Subscriber.objects.filter(email="b@example.org").exists()


class TestSubscribeConfirm:
    def test_changes_nothing_when_it_is_only_opened(self, client, asked):
        url = reverse("subscribe_confirm", args=[confirm_token(asked.public_id)])
        before = rows()

        page = client.get(url)

        assert page.status_code == 200
        assert "Start the emails" in page.content.decode()
        assert rows() == before

    def test_says_day_and_time_before_and_after_the_button_by_the_person_s_own_clock(
        self, client, start
    ):
        SubscriberFactory(email=ADDRESS, tz="America/Toronto", send_at=time(18))
        client.post(start, {**WANTED, "weekday": "5"})
        url = reverse(
            "subscribe_confirm", args=[confirm_token(ConsentRecord.objects.get().public_id)]
        )
        when = "each Friday at 6pm, America/Toronto"

        assert f"Once a week: {when}" in text_of(client.get(url))
        confirmed = text_of(client.post(url, follow=True))
        assert f"When there is something new, they come {when}." in confirmed

    def test_says_that_what_follows_no_calendar_comes_at_once(self, client, start):
        client.post(start, {**WANTED, "cadence": "immediate"})
        asked = ConsentRecord.objects.get()
        url = reverse("subscribe_confirm", args=[confirm_token(asked.public_id)])

        response = client.post(url, follow=True)

        assert "They come as soon as there is something new." in text_of(response)

    def test_starts_the_emails_when_the_button_is_pressed(self, client, asked):
        url = reverse("subscribe_confirm", args=[confirm_token(asked.public_id)])

        response = client.post(url, follow=True)

        assert Subscription.objects.live().get().cadence == Cadence.WEEKLY
        assert "You will get these emails." in response.content.decode()

    def test_changes_nothing_the_second_time(self, client, asked):
        url = reverse("subscribe_confirm", args=[confirm_token(asked.public_id)])
        client.post(url)
        before = rows()

        response = client.post(url, follow=True)

        assert "used before" in response.content.decode()
        assert rows() == before

    def test_needs_a_form_of_this_site(self, asked):
        strict = Client(enforce_csrf_checks=True)
        url = reverse("subscribe_confirm", args=[confirm_token(asked.public_id)])

        assert strict.post(url).status_code == 403

    def test_says_when_the_request_is_gone(self, client, asked):
        url = reverse("subscribe_confirm", args=[confirm_token(asked.public_id)])
        asked.delete()

        assert client.get(url).status_code == 410
        assert client.post(url).status_code == 410


class TestSubscriptionManage:
    @pytest.fixture
    def subscription(self, theme):
        return SubscriptionFactory(to=theme, subscriber=SubscriberFactory(email=ADDRESS))

    @pytest.fixture
    def url(self, subscription):
        return reverse(
            "subscription_manage", args=[manage_token(subscription.subscriber.public_id)]
        )

    def test_shows_what_one_gets_and_not_the_whole_address(self, client, url):
        page = client.get(url).content.decode()

        assert "Practices about Loneliness" in page
        assert "a•••@example.org" in page
        assert ADDRESS not in page

    def test_leads_to_more_to_hear_about(self, client, url):
        page = text_of(client.get(url))

        assert f'href="{reverse("subscribe_start")}">Hear about something else too' in page

    def test_changes_how_often(self, client, url, subscription):
        data = {"action": "change", "subscription": subscription.pk, "cadence": "monthly"}

        page = client.post(url, data, follow=True).content.decode()

        subscription.refresh_from_db()
        assert subscription.cadence == Cadence.MONTHLY
        assert "Saved. When there is something new, they come on day 1 of each month" in page

    def test_ends_one(self, client, url, subscription):
        other = SubscriptionFactory(subscriber=subscription.subscriber)

        client.post(url, {"action": "end", "subscription": subscription.pk})

        assert list(Subscription.objects.live()) == [other]

    def test_ends_all(self, client, url, subscription):
        SubscriptionFactory(subscriber=subscription.subscriber)

        page = client.post(url, {"action": "end-all"}, follow=True).content.decode()

        assert not Subscription.objects.live().exists()
        assert "You follow nothing by email." in page

    @pytest.mark.parametrize("action", ["change", "end"])
    def test_touches_nobody_else_s(self, client, url, action):
        other = SubscriptionFactory()

        client.post(url, {"action": action, "subscription": other.pk, "cadence": "monthly"})

        other.refresh_from_db()
        assert (other.ended_at, other.cadence) == (None, Cadence.DAILY)

    @pytest.mark.parametrize(
        "data",
        [{}, {"action": "erase"}, {"action": "end"}, {"action": "change"}],
        ids=["nothing", "unknown", "end nothing", "change nothing"],
    )
    def test_bears_a_form_that_makes_no_sense(self, client, url, data):
        response = client.post(url, data, follow=True)

        assert response.status_code == 200
        assert Subscription.objects.live().count() == 1

    def test_ends_twice_without_complaint(self, client, url, subscription):
        data = {"action": "end", "subscription": subscription.pk}
        client.post(url, data)

        assert "ended before" in client.post(url, data, follow=True).content.decode()

    def test_keeps_out_of_caches_and_indexes(self, client, url):
        response = client.get(url)

        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"


class TestUnsubscribeOneClick:
    @pytest.fixture
    def subscription(self, theme):
        return SubscriptionFactory(to=theme)

    @pytest.fixture
    def url(self, subscription):
        token = one_click_token(subscription.subscriber.public_id, Cadence.DAILY)
        return reverse("unsubscribe_one_click", args=[token])

    def test_ends_by_a_bare_post_without_cookies_twice(self, url):
        """RFC 8058, 3.2: no cookies, no login, no redirect."""
        mail_program = Client(enforce_csrf_checks=True)

        answers = [mail_program.post(url, {"List-Unsubscribe": "One-Click"}) for _time in range(2)]

        assert [answer.status_code for answer in answers] == [200, 200]
        assert not any(answer.cookies for answer in answers)
        assert not Subscription.objects.live().exists()

    def test_changes_nothing_when_it_is_only_opened(self, client, url):
        before = rows()

        page = client.get(url)

        assert "Stop these emails" in page.content.decode()
        assert rows() == before
        assert Subscription.objects.live().exists()

    def test_still_answers_for_somebody_who_is_gone(self, client, url):
        Subscriber.objects.all().delete()

        assert client.post(url).status_code == 200

    def test_ends_nothing_for_a_link_that_we_did_not_make(self, client, url):
        forged = url[:-3] + "xx/"

        assert client.post(forged).status_code == 200
        assert client.get(forged).status_code == 404
        assert Subscription.objects.live().exists()


@pytest.mark.parametrize("name", ["subscribe_confirm", "subscription_manage"])
class TestLinkThatWeDidNotMake:
    @pytest.mark.parametrize("token", ["x", "6b1f.x", "a.b.c", "é", "." * 500])
    def test_leads_nowhere(self, client, name, token):
        url = reverse(name, args=[token])

        assert client.get(url).status_code == 404
        assert client.post(url).status_code == 404

    def test_of_another_purpose_leads_nowhere(self, client, name, asked):
        token = one_click_token(asked.subscriber.public_id, Cadence.DAILY)

        assert client.get(reverse(name, args=[token])).status_code == 404


class TestLinkScanner:
    def test_changes_nothing_by_following_every_link_it_finds(self, client, asked):
        confirm_subscription(request=asked, at=timezone.now())
        person = asked.subscriber.public_id
        before = rows()

        for url in (
            reverse("subscribe_confirm", args=[confirm_token(asked.public_id)]),
            reverse("subscription_manage", args=[manage_token(person)]),
            reverse("unsubscribe_one_click", args=[one_click_token(person, Cadence.WEEKLY)]),
        ):
            client.get(url)
            client.head(url)

        assert rows() == before
        assert not ConsentRecord.objects.filter(action=ConsentAction.WITHDRAWN).exists()
