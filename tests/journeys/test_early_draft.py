"""A practice is begun without an account, or by a helper, and its author takes it over."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from home.services.site import ensure_site
from portal.practices.early_drafts.services import (
    LINKS_AN_HOUR,
    MOST_FOR_OTHERS,
    begin_early_draft,
    forget_early_drafts,
)
from portal.practices.early_drafts.tokens import resume_token
from portal.practices.models import EarlyDraft, PracticePage, Submission
from portal.practices.models.early_draft import KEPT_FOR
from portal.practices.submission.drafts import draft_of
from portal.subscriptions.models import Subscriber
from portal.users.models import Notice
from tasks.digests import send_transactional
from tasks.notices import plan_notices
from tests.factories.adoptions import MemberFactory
from tests.factories.submissions import EarlyDraftFactory
from tests.factories.users import UserFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db

WORDS = {
    "title": "Staff choose their shifts",
    "summary": "Care workers pick their own shifts a month ahead.",
    "stage": "running",
    "problem": "People left.",
}
BEGIN, HELP = "/share/begin/", "/share/for-somebody/"


@pytest.fixture
def member():
    ensure_site(site_url="http://testserver")
    return MemberFactory()


@pytest.fixture
def helper():
    return UserFactory(first_name="Hana", last_name="Helper", email="hana@example.org")


def mailed():
    """Send what waits; the mails."""
    plan_notices()
    send_transactional()
    return mail.outbox


def link_in(message):
    return re.search(r"http://testserver(/share/resume/\S+)", message.body)[1]


def begin(client, **fields):
    return client.post(BEGIN, {**WORDS, "email": "author@example.org", **fields})


class TestBeginningWithoutAnAccount:
    def test_leads_from_the_first_words_to_ones_own_practice(self, client, member):
        assert begin(client).url == "/share/begin/sent/"
        (message,) = mailed()
        assert message.to == ["author@example.org"]
        link = link_in(message)

        assert "People left." in text_of(client.get(link))
        client.post(link, {**WORDS, "problem": "People left after a month."})
        assert f"/accounts/login/?next={link}" in text_of(client.get(link))
        client.force_login(member.user)
        taken = client.post(f"{link}take/", {"organisation": member.organisation.pk}, follow=True)

        assert "Staff choose their shifts" in text_of(taken)
        page = draft_of(Submission.objects.get()).page
        assert page.problem == "People left after a month."
        assert page.lead_organisation == member.organisation
        assert not PracticePage.objects.get().live
        assert "does not work any more" in text_of(client.get(link))

    def test_keeps_the_text_and_names_the_field_where_something_is_wrong(self, client):
        answer = text_of(begin(client, email="nobody", title=""))

        assert "Write a title." in answer
        assert "Enter an email address in the right form" in answer
        assert "People left." in answer
        assert not EarlyDraft.objects.exists()

    def test_forgets_the_address_in_the_mail_once_it_is_sent(self, client):
        begin(client)
        mailed()

        assert not Notice.objects.exists()
        assert not Subscriber.objects.exists()

    def test_sends_no_more_links_to_one_address_than_a_person_needs(self, client):
        answers = {begin(client).url for _ in range(LINKS_AN_HOUR + 2)}

        assert answers == {"/share/begin/sent/"}
        assert len(mailed()) == LINKS_AN_HOUR

    def test_holds_back_somebody_who_floods_from_one_place(self, client, settings):
        settings.ACCOUNT_RATE_LIMITS = {"early_draft": "1/m/ip"}
        begin(client)

        answer = begin(client, email="other@example.org")

        assert "Wait a few minutes" in text_of(answer)
        assert EarlyDraft.objects.count() == 1

    def test_injects_no_header_by_a_title_of_two_lines(self):
        words = {**WORDS, "title": "Shifts\r\nBcc: all@example.org"}
        begin_early_draft(email="author@example.org", answers=words, helper=None, at=timezone.now())
        (message,) = mailed()

        assert message.subject == "Go on with “Shifts Bcc: all@example.org”"
        assert message.recipients() == ["author@example.org"]

    def test_leads_somebody_who_is_signed_in_to_their_own_pages(self, client, member):
        client.force_login(member.user)

        assert client.get(BEGIN).url == reverse("submission_start")

    def test_is_offered_where_strangers_are_asked_to_sign_in(self, client):
        assert f'href="{BEGIN}"' in text_of(client.get("/share/", follow=True))


class TestLink:
    def test_opens_nothing_when_it_is_forged(self, client):
        token = resume_token(EarlyDraftFactory())

        for forged in (token[:-1], token.replace(".", ".x"), "x", token.split(".")[0]):
            assert client.get(f"/share/resume/{forged}/").status_code == 404

    def test_opens_nothing_when_its_time_is_over(self, client):
        old = EarlyDraftFactory(created_at=timezone.now() - KEPT_FOR)

        answer = client.get(f"/share/resume/{resume_token(old)}/")

        assert answer.status_code == 404
        assert "deleted" in text_of(answer)

    def test_changes_nothing_when_it_is_followed(self, client):
        draft = EarlyDraftFactory()
        client.get(f"/share/resume/{resume_token(draft)}/")

        assert EarlyDraft.objects.get().saved_at == draft.saved_at

    def test_is_kept_by_no_cache(self, client):
        answer = client.get(f"/share/resume/{resume_token(EarlyDraftFactory())}/")

        assert "no-store" in answer["Cache-Control"]

    def test_makes_one_practice_when_it_is_sent_twice(self, client, member):
        client.force_login(member.user)
        address = f"/share/resume/{resume_token(EarlyDraftFactory())}/take/"
        answers = [
            client.post(address, {"organisation": member.organisation.pk}).status_code
            for _ in range(2)
        ]

        assert answers == [302, 404]
        assert Submission.objects.count() == 1

    def test_gives_nobody_anothers_organisation(self, client, member):
        client.force_login(member.user)
        address = f"/share/resume/{resume_token(EarlyDraftFactory())}/take/"

        answer = client.post(address, {"organisation": MemberFactory().organisation.pk})

        assert "Choose one of your own organisations." in text_of(answer)
        assert not Submission.objects.exists()


class TestWritingForSomebody:
    def test_leaves_the_author_to_approve_and_tells_the_helper(self, client, helper, member):
        client.force_login(helper)
        client.post(HELP, {**WORDS, "email": member.user.email})
        (message,) = mailed()
        assert message.to == [member.user.email]
        assert "Hana Helper" in message.subject
        assert "Only you can send it." in text_of(client.get(link_in(message)))

        client.force_login(member.user)
        client.post(f"{link_in(message)}take/", {"organisation": member.organisation.pk})

        submission = Submission.objects.get()
        assert submission.started_by == member.user
        assert submission.helped_by == helper
        assert mailed()[-1].to == [helper.email]
        assert "Somebody helped" in text_of(client.get(f"/share/{submission.pk}/"))

    def test_lets_no_helper_approve(self, client, helper):
        own = MemberFactory(user=helper)
        draft = EarlyDraftFactory(helper=helper)
        client.force_login(helper)
        address = f"/share/resume/{resume_token(draft)}/"
        assert "They have to take it over." in text_of(client.get(address))

        answer = client.post(f"{address}take/", {"organisation": own.organisation.pk})

        assert answer.status_code == 403
        assert not Submission.objects.exists()

    def test_refuses_an_address_of_the_helper(self, client, helper):
        client.force_login(helper)

        answer = client.post(HELP, {**WORDS, "email": "Hana@Example.org"})

        assert "This is your own address." in text_of(answer)
        assert not EarlyDraft.objects.exists()

    def test_lets_some_be_taken_before_more_are_written(self, client, helper):
        EarlyDraftFactory.create_batch(MOST_FOR_OTHERS, helper=helper)
        client.force_login(helper)

        answer = client.post(HELP, {**WORDS, "email": "author@example.org"})

        assert f"{MOST_FOR_OTHERS} of your drafts wait" in text_of(answer)

    def test_tells_the_author_no_address_of_a_helper_without_a_name(self):
        helper = UserFactory(first_name="", last_name="", email="hidden@example.org")
        begin_early_draft(
            email="author@example.org", answers=WORDS, helper=helper, at=timezone.now()
        )
        (message,) = mailed()

        assert "hidden@example.org" not in message.subject + message.body


class TestForgetting:
    def test_deletes_what_nobody_took_up_and_nothing_else(self):
        now = timezone.now()
        EarlyDraftFactory(created_at=now - KEPT_FOR)
        kept = EarlyDraftFactory(created_at=now - KEPT_FOR, saved_at=now - timedelta(days=1))

        assert forget_early_drafts(at=now) == 1
        assert EarlyDraft.objects.get() == kept
