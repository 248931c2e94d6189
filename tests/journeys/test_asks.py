"""A member asks, another answers through the portal, and nobody else reads their letters."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from home.services.site import ensure_site
from portal.common.outbox import messages_in
from portal.practices.models import AskOrOffer, AskThread
from portal.users.roles import Role
from tasks.digests import send_notices
from tasks.notices import plan_notices
from tests.factories.adoptions import MemberFactory
from tests.factories.asks import AskFactory, AskMessageFactory
from tests.factories.users import UserFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db

CANARY = "vexomont"


@pytest.fixture(autouse=True)
def _site(db):
    ensure_site(site_url="http://testserver")


@pytest.fixture
def form():
    day = timezone.localdate() + timedelta(days=30)
    return {
        "kind": "ask",
        "topic": "evaluator",
        "title": "Somebody to measure",
        "text": "We run a trial.",
        "closes_on": f"{day:%d/%m/%Y}",
    }


def read(client, address):
    return text_of(client.get(address))


class TestLetterForm:
    def test_says_that_only_the_other_person_reads_a_letter(self, client):
        client.force_login(UserFactory())

        page = read(client, reverse("ask_answer", args=[AskFactory().pk]))

        assert "Only the other person reads it, and moderators if that person reports it." in page

    def test_says_that_a_colleague_may_read_what_an_organisation_gets(self, client):
        ask = AskFactory(organisation=MemberFactory().organisation)
        client.force_login(UserFactory())

        page = read(client, reverse("ask_answer", args=[ask.pk]))

        assert f"For {ask.organisation} one person reads it, and whoever takes over" in page


class TestAskingTheNetwork:
    def test_from_a_post_to_a_mailed_answer(self, client, form, outbox_dir):
        poster, member = UserFactory(), MemberFactory()
        client.force_login(poster)
        page = client.post(reverse("ask_post"), form).url

        client.force_login(member.user)
        assert "Somebody to measure" in read(client, reverse("ask_list"))
        thread = client.post(f"{page}answer/", {"text": "We can help."}).url
        plan_notices()
        send_notices()

        (mail,) = messages_in(outbox_dir)
        assert mail["To"] == poster.email
        assert member.user.email not in mail.as_string()
        client.force_login(poster)
        assert thread in read(client, page)
        assert "We can help." in read(client, thread)
        client.post(thread, {"text": "Thank you."})
        client.post(f"{page}close/")
        client.logout()
        assert "Somebody to measure" not in read(client, reverse("ask_list"))
        assert "It is closed." in read(client, page)

    def test_shows_nobody_else_the_letters(self, client):
        thread = AskMessageFactory(text=CANARY).thread
        people = [UserFactory(role=role) for role in Role] + [MemberFactory().user]
        for person in people:
            client.force_login(person)
            assert client.get(thread.get_absolute_url()).status_code == 404
            assert CANARY not in read(client, thread.ask.get_absolute_url())
        client.force_login(thread.ask.posted_by)
        assert CANARY in read(client, thread.get_absolute_url())

    def test_shows_no_address(self, client):
        thread = AskMessageFactory().thread
        client.force_login(thread.ask.posted_by)
        for address in (thread.get_absolute_url(), thread.ask.get_absolute_url()):
            assert thread.replier.email not in read(client, address)
        client.force_login(thread.replier)
        assert thread.ask.posted_by.email not in read(client, thread.get_absolute_url())

    def test_escapes_what_members_write(self, client):
        message = AskMessageFactory(text="<script>alert(1)</script>")
        ask = AskFactory(title="<script>alert(2)</script>", text="<script>alert(3)</script>")
        client.force_login(message.author)

        for address in (
            message.thread.get_absolute_url(),
            ask.get_absolute_url(),
            reverse("ask_list"),
        ):
            assert "<script>alert(" not in read(client, address)

    def test_lets_a_moderator_hide_it(self, client):
        ask = AskFactory(title="Buy my car")
        client.force_login(UserFactory(role=Role.MODERATOR))
        edit = reverse("wagtailsnippets_practices_askoroffer:edit", args=[ask.pk])

        client.post(edit, {"is_hidden": "on", "reason": "An advert.", "title": "Changed"})

        kept = AskOrOffer.objects.get()
        assert (kept.is_hidden, kept.title) == (True, "Buy my car")
        client.logout()
        assert client.get(ask.get_absolute_url()).status_code == 404


class TestBadInput:
    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"kind": ""}, "Choose whether you ask or offer."),
            ({"topic": "magic"}, "is not one of the available choices"),
            ({"title": ""}, "Say in one line what it is."),
            ({"title": "x" * 121}, "at most 120 characters"),
            ({"text": ""}, "Say more about it."),
            ({"text": "bell \x07"}, "cannot be printed"),
            ({"text": "x" * 2001}, "at most 2000 characters"),
            ({"organisation": "0"}, "Choose one of your own organisations."),
            ({"closes_on": ""}, "Enter the last day."),
            ({"closes_on": "soon"}, "Write a day, month and year"),
            ({"closes_on": "1/1/1850"}, "Enter a day after 1900"),
            ({"closes_on": "1/1/2020"}, "Enter a day from today to a year from now."),
            ({"closes_on": "1/1/2090"}, "Enter a day from today to a year from now."),
        ],
        ids=str,
    )
    def test_is_answered_at_the_field_and_loses_nothing(self, client, form, change, message):
        client.force_login(UserFactory())
        bad = {**form, **change}

        page = client.post(reverse("ask_post"), bad).content.decode()

        assert "There is a problem" in page
        assert message in page
        assert bad["text"][:10] in page
        assert not AskOrOffer.objects.exists()

    @pytest.mark.parametrize(
        "query",
        ["kind=magic", "topic=x", "theme=nowhere", "area=nowhere", "page=zz", "area=1&area=2"],
    )
    def test_in_the_address_is_left_out(self, client, query):
        AskFactory(title="Still here")

        assert "Still here" in read(client, f"{reverse('ask_list')}?{query}")

    def test_is_an_empty_letter_or_one_to_oneself(self, client):
        ask = AskFactory()
        client.force_login(UserFactory())
        assert (
            "Write your letter."
            in client.post(reverse("ask_answer", args=[ask.pk]), {"text": ""}).content.decode()
        )

        client.force_login(ask.posted_by)
        answer = client.post(reverse("ask_answer", args=[ask.pk]), {"text": "Me."})
        assert answer.status_code == 404
        assert not AskThread.objects.exists()
