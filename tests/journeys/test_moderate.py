"""Moderators and an author at one practice: found soon, locked, compared, and nothing is lost."""

import time

import pytest
from django.urls import reverse
from django.utils import timezone

from home.services.moderation import READINGS
from portal.practices.models import PracticePage, Submission
from portal.practices.submission.drafts import ANSWER_WITHIN, draft_of, review_of
from portal.practices.submission.services import save_answers
from portal.users.roles import Role
from search.engines.choice import current_engine
from search.services.rebuild_index import rebuild_index
from tests.factories.adoptions import MemberFactory
from tests.factories.submissions import sent_to_moderators
from tests.factories.users import UserFactory
from tests.journeys.test_share import moderate, run_indexing
from tests.pages import text_of
from tests.real_components import IS_REAL_STACK

pytestmark = pytest.mark.django_db

SOON = 5.0
"""Seconds within which what was approved is found."""
HERS, THEIRS = "People left because of their hours.", "People left because nobody asked them."


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def submission(member):
    return sent_to_moderators(member, at=timezone.now())


@pytest.fixture
def moderator(submission):
    return UserFactory(role=Role.MODERATOR)


@pytest.fixture
def sent(submission):
    """Its page."""
    return PracticePage.objects.get()


@pytest.fixture
def index(settings, tmp_path):
    """An index of this test's own."""
    if not IS_REAL_STACK:
        settings.SEARCH_ENGINE_URL = f"tantivy://{tmp_path / 'search'}"
    rebuild_index(at=timezone.now(), engine=current_engine())
    yield
    if IS_REAL_STACK:
        current_engine().indices.remove_all()


def is_found(client):
    answer = client.get("/api/v1/practices/", {"q": "staff shifts"}).json()
    return [result["title"] for result in answer["results"]] == ["Staff choose their shifts"]


def seconds_until_found(client):
    started = time.monotonic()
    while time.monotonic() - started < SOON:
        run_indexing()
        if is_found(client):
            return time.monotonic() - started
    return None


def story_page(submission):
    return reverse("submission_step", args=[submission.pk, "story"])


def moderators_form(client, page, **changed):
    """What the editor in the admin sends, with some words changed."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = client.get(address).context["form"]
    sent = {}
    for part in (form, *form.formsets.values()):
        fields = [part.management_form, *part.forms] if hasattr(part, "forms") else [part]
        for one in fields:
            sent.update({field.html_name: field.value() for field in one})
    sent = {name: told for name, told in sent.items() if told is not None and told is not False}
    return client.post(address, {**sent, "comments-TOTAL_FORMS": "0", **changed})


class TestApproval:
    @pytest.mark.usefixtures("index")
    def test_is_followed_by_being_found_within_five_seconds(self, client, sent, moderator):
        client.force_login(moderator)
        for _reading in READINGS[:-1]:
            moderate(client, sent, action="approve")
        run_indexing()
        assert not is_found(client)

        moderate(client, sent, action="approve")
        seconds = seconds_until_found(client)

        assert seconds is not None
        assert seconds < SOON


class TestDayToAnswerBy:
    def test_is_shown_to_the_author_and_to_the_moderators(
        self, client, sent, submission, member, moderator
    ):
        by = review_of(Submission.objects.get()).answer_by
        assert by == Submission.objects.get().sent_at + ANSWER_WITHIN
        day = timezone.localtime(by)

        client.force_login(member.user)
        own = text_of(client.get(reverse("submission_tasks", args=[submission.pk])))
        client.force_login(moderator)
        report = text_of(client.get("/cms/reports/care/"))

        assert f"They mean to answer by {day:%A} {day.day} {day:%B}" in own
        assert sent.draft_title in report
        assert f"{day.day} {day:%B %Y}" in report


class TestLock:
    def test_by_a_moderator_keeps_other_moderators_and_the_author_from_writing(
        self, client, sent, submission, member, moderator
    ):
        client.force_login(moderator)
        moderate(client, sent, action="reject", comment="Whose hours?")
        client.post(reverse("wagtailadmin_pages:lock", args=[sent.pk]))
        sent.refresh_from_db()
        assert (sent.locked, sent.locked_by) == (True, moderator)

        client.force_login(UserFactory(role=Role.MODERATOR))
        editor = client.get(reverse("wagtailadmin_pages:edit", args=[sent.pk]))
        assert editor.context["locked_for_user"]
        client.force_login(member.user)
        form = {"problem": THEIRS, "what_is_done": "We ask.", "base": ""}
        answer = client.post(story_page(submission), form)

        assert "The moderators are reading it or working on it" in text_of(answer)
        assert THEIRS in text_of(answer)
        assert draft_of(submission).page.problem == HERS

    def test_ends_when_the_moderator_unlocks_it(self, client, sent, submission, member, moderator):
        client.force_login(moderator)
        moderate(client, sent, action="reject", comment="Whose hours?")
        client.post(reverse("wagtailadmin_pages:lock", args=[sent.pk]))
        client.post(reverse("wagtailadmin_pages:unlock", args=[sent.pk]))

        client.force_login(member.user)
        form = {"problem": THEIRS, "what_is_done": "We ask."}
        base = draft_of(submission).revision_id
        client.post(story_page(submission), {**form, "base": base})

        assert draft_of(submission).page.problem == THEIRS


class TestCompare:
    def test_shows_moderators_what_the_author_changed(
        self, client, sent, submission, member, moderator
    ):
        before = sent.get_latest_revision()
        client.force_login(moderator)
        moderate(client, sent, action="reject", comment="Whose hours?")
        save_answers(
            submission=submission, answers={"problem": THEIRS}, by=member.user, base=before.pk
        )

        address = reverse(
            "wagtailadmin_pages:revisions_compare", args=[sent.pk, before.pk, "latest"]
        )
        page = text_of(client.get(address))

        assert "their hours" in page
        assert "nobody asked" in page


class TestBothAtOnce:
    @pytest.fixture
    def asked(self, client, sent, moderator):
        """Sent back to the author, while the moderator goes on reading."""
        client.force_login(moderator)
        moderate(client, sent, action="reject", comment="Whose hours?")
        return sent

    def texts(self, page):
        return [revision.as_object().problem for revision in page.revisions.order_by("pk")]

    def test_keeps_what_the_author_saved_when_a_moderator_saves_over_it(
        self, client, asked, submission, member, moderator
    ):
        base = draft_of(submission).revision_id
        client.force_login(moderator)
        save_answers(submission=submission, answers={"problem": THEIRS}, by=member.user, base=base)

        saved = moderators_form(client, asked, problem="The rota was made by one person.")

        assert saved.status_code == 302
        texts = self.texts(asked)
        assert texts[-1] == "The rota was made by one person."
        assert THEIRS in texts

    def test_shows_the_author_what_a_moderator_saved_meanwhile(
        self, client, asked, submission, member, moderator
    ):
        base = draft_of(submission).revision_id
        client.force_login(moderator)
        moderators_form(client, asked, problem="The rota was made by one person.")

        client.force_login(member.user)
        form = {"problem": THEIRS, "what_is_done": "We ask.", "base": base}
        answer = client.post(story_page(submission), form)

        text = text_of(answer)
        assert "Somebody else changed this page while you wrote." in text
        assert "The rota was made by one person." in text
        assert THEIRS in text
        newest = draft_of(submission).revision_id
        client.post(story_page(submission), {**form, "base": newest})
        assert self.texts(asked)[-2:] == ["The rota was made by one person.", THEIRS]
