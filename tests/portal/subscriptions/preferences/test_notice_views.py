"""People choose which notices are mailed, from their account, by a signed link and in one click."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.common.outbox import messages_in
from portal.subscriptions.enums import Cadence
from portal.subscriptions.models import Suppression
from portal.subscriptions.services.feedback import MailReport, record_report
from portal.subscriptions.services.planning_notices import plan_notices
from portal.subscriptions.services.sending import send_batch
from portal.subscriptions.suppression import is_suppressed
from portal.subscriptions.tokens import manage_token, notice_token, one_click_token
from portal.users.enums import ALWAYS_SENT, CHOSEN_NOTICES, NoticeKind
from portal.users.models import UnwantedNotices
from portal.users.notice_choices import SHOWN_FOR
from portal.users.roles import Role
from tests.factories.notices import NoticeFactory
from tests.factories.subscriptions import SubscriberFactory
from tests.factories.users import UserFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db

PAGE = "/account/emails/"


@pytest.fixture
def person():
    return UserFactory(email="rosa@example.org")


def unwanted(person):
    return set(person.unwanted_notices.values_list("kind", flat=True))


def mark(person, reason):
    """What a report of the provider, or erasing, leaves of the person's address."""
    record_report(
        report=MailReport(
            kind="complained" if reason == "complained" else "bounced",
            provider="Example", event_id="1", recipient=person.email,
        ),
        at=timezone.now(),
    )  # fmt: skip
    Suppression.objects.update(reason=reason)


def off(person, kind=NoticeKind.VOICES):
    return reverse("notices_off", args=[notice_token(person.pk, kind)])


class TestChoosing:
    @pytest.fixture(params=["account", "signed"])
    def page(self, request, client, person):
        """The same choices, for somebody who is signed in and by the link in a mail."""
        if request.param == "account":
            client.force_login(person)
            return PAGE
        token = manage_token(SubscriberFactory(email=person.email).public_id)
        return reverse("manage_notices", args=[token])

    def test_keeps_what_is_ticked_and_turns_off_the_rest(self, client, person, page):
        client.post(page, {"kinds": ["reviews", "visits"]})
        client.post(page, {"kinds": ["reviews", "voices"]})

        expected = {*CHOSEN_NOTICES} - {"reviews", "voices", "reading"}
        assert unwanted(person) == expected
        ticked = client.get(page).context["form"].initial["kinds"]
        assert ticked == [NoticeKind.REVIEWS, NoticeKind.VOICES]

    def test_says_what_is_always_sent_and_offers_no_choice_of_it(self, client, page):
        text = text_of(client.get(page))

        for kind in ALWAYS_SENT:
            assert str(kind.label) in text
            assert f'value="{kind.value}"' not in text
        assert "Codes and links to sign in" in text

    def test_refuses_what_is_not_offered(self, client, person, page):
        answer = client.post(page, {"kinds": ["reviews", "results"]})

        assert answer.context["form"].errors["kinds"]
        assert unwanted(person) == set()

    def test_offers_reading_to_those_who_read(self, client, person):
        moderator = UserFactory(role=Role.MODERATOR)
        client.force_login(moderator)
        assert 'value="reading"' in text_of(client.get(PAGE))
        client.post(PAGE, {"kinds": []})

        assert unwanted(moderator) == set(CHOSEN_NOTICES)


class TestSignedPage:
    def test_is_found_where_the_person_has_an_account(self, client, person):
        for email, status in ((person.email, 200), ("nobody@example.org", 404)):
            token = manage_token(SubscriberFactory(email=email).public_id)
            address = reverse("manage_notices", args=[token])

            assert client.get(address).status_code == status
            linked = address in text_of(client.get(reverse("subscription_manage", args=[token])))
            assert linked == (status == 200)

    def test_does_not_open_by_a_token_for_something_else(self, client, person):
        SubscriberFactory(email=person.email)
        wrong = one_click_token(SubscriberFactory().public_id, Cadence.DAILY)

        for token in (wrong, "forged", notice_token(person.pk, NoticeKind.VOICES)):
            assert client.get(reverse("manage_notices", args=[token])).status_code == 404


class TestStoppingEverything:
    def test_turns_off_what_can_be_turned_off(self, client, person):
        token = manage_token(SubscriberFactory(email=person.email).public_id)
        page = reverse("subscription_manage", args=[token])

        answer = client.post(page, {"action": "end-all"}, follow=True)

        assert unwanted(person) == {*CHOSEN_NOTICES} - {"reading"}
        assert "but for answers to what you do here" in text_of(answer)

    def test_says_to_members_what_erasing_means_for_them(self, client, person):
        for email, is_said in ((person.email, True), ("nobody@example.org", False)):
            token = manage_token(SubscriberFactory(email=email).public_id)
            text = text_of(client.get(reverse("subscriber_erase", args=[token])))

            assert ("Your account stays." in text) == is_said


class TestAccountPage:
    def test_leads_to_what_the_person_follows_once_the_address_is_theirs(self, client, person):
        subscriber = SubscriberFactory(email=person.email)
        token = manage_token(subscriber.public_id)
        links = [
            f'"{reverse(name, args=[token])}"' for name in ("subscription_manage", "mail_list")
        ]
        client.force_login(person)
        page = text_of(client.get(PAGE))
        assert all(link in page for link in links)

        person.emailaddress_set.update(verified=False)

        assert token not in text_of(client.get(PAGE))

    def test_lets_somebody_be_written_to_again_after_a_mail_came_back(
        self, client, person, outbox_dir
    ):
        SubscriberFactory(email=person.email)
        mark(person, "bounced")
        client.force_login(person)
        assert "An email to you came back" in text_of(client.get(PAGE))

        client.post(PAGE, {"action": "write-again"})

        assert "An email to you came back" not in text_of(client.get(PAGE))
        assert not unwanted(person)
        NoticeFactory(person=person)
        assert plan_notices(at=timezone.now()) == 1
        assert send_batch(cadences=(Cadence.NOTICE,), clock=timezone.now).states == {"sent": 1}

    @pytest.mark.parametrize(
        ("reason", "is_verified"), [("complained", True), ("erased", True), ("bounced", False)]
    )
    def test_forgets_nothing_that_its_owner_did_or_did_not_show(
        self, client, person, reason, is_verified
    ):
        mark(person, reason)
        person.emailaddress_set.update(verified=is_verified)
        client.force_login(person)
        assert "An email to you came back" not in text_of(client.get(PAGE))

        client.post(PAGE, {"action": "write-again"})

        assert is_suppressed(person.email)

    def test_is_linked_from_every_page_of_the_account(self, client, person):
        client.force_login(person)

        assert f'href="{PAGE}"' in text_of(client.get("/account/"))


class TestOneClick:
    def test_turns_off_one_kind_without_cookies_and_twice(self, person):
        client = Client(enforce_csrf_checks=True)
        for _press in range(2):
            answer = client.post(off(person), {"List-Unsubscribe": "One-Click"})
            assert answer.status_code == 200

        assert unwanted(person) == {"voices"}

    def test_changes_nothing_when_the_link_is_only_opened(self, client, person):
        assert str(NoticeKind.VOICES.label) in text_of(client.get(off(person)))
        assert unwanted(person) == set()

    def test_turns_nothing_off_by_a_link_that_we_did_not_make(self, client, person):
        forged = reverse("notices_off", args=[f"{person.pk}~voices.forged"])

        assert client.post(forged).status_code == 200
        assert client.get(forged).status_code == 404
        assert not UnwantedNotices.objects.exists()

    def test_answers_the_same_when_the_account_is_gone(self, client, person):
        address = off(person)
        person.delete()

        assert client.post(address).status_code == 200

    def test_turns_off_nothing_that_is_always_sent(self, client, person):
        assert client.post(off(person, NoticeKind.RESULTS)).status_code == 200
        assert unwanted(person) == set()


class TestMail:
    def sent(self, outbox_dir, kind):
        NoticeFactory(person=UserFactory(), kind=kind)
        plan_notices(at=timezone.now())
        send_batch(cadences=(Cadence.NOTICE,), clock=timezone.now)
        send_batch(cadences=(Cadence.ON_REQUEST,), clock=timezone.now)
        (mail,) = messages_in(outbox_dir)
        return mail

    def test_names_the_page_that_turns_its_kind_off(self, client, outbox_dir):
        mail = self.sent(outbox_dir, NoticeKind.VOICES)

        address = mail["List-Unsubscribe"].strip(" <>")
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert mail["List-ID"].startswith("<voices.notices.")
        for part in ("plain", "html"):
            assert address in mail.get_body((part,)).get_content()
        client.post(address.removeprefix("http://testserver"))
        assert UnwantedNotices.objects.get().kind == "voices"

    def test_names_none_where_it_is_always_sent(self, outbox_dir):
        mail = self.sent(outbox_dir, NoticeKind.RESULTS)

        assert mail["List-Unsubscribe"] is None
        assert "Stop emails" not in mail.get_body(("plain",)).get_content()


class TestNews:
    def test_shows_what_was_told_whether_it_was_mailed_or_not(self, client, person):
        now = timezone.now()
        NoticeFactory(person=person, subject="Mailed", written_at=now)
        UnwantedNotices.objects.create(person=person, kind="voices")
        NoticeFactory(person=person, kind="voices", subject="Not <mailed>", written_at=now)
        NoticeFactory(person=person, subject="Old", written_at=now - SHOWN_FOR - timedelta(days=1))
        NoticeFactory(subject="Of somebody else", written_at=now)
        plan_notices(at=now)
        client.force_login(person)

        text = text_of(client.get("/account/news/"))

        assert "Mailed" in text
        assert "Not &lt;mailed&gt;" in text
        assert "Old" not in text
        assert "Of somebody else" not in text

    def test_says_when_there_is_none(self, client, person):
        client.force_login(person)

        assert "There is nothing new for you." in text_of(client.get("/account/news/"))
