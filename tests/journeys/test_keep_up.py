"""An organisation changes what it published, says that it is still so, and shows how it knows."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment

from home.services.moderation import READINGS
from portal.practices.enums import EvidenceLevel
from portal.practices.models import PracticePage, Submission
from portal.practices.notices.review_nudges import nudge_editors
from portal.practices.submission.drafts import draft_of
from portal.practices.submission.services import send_submission
from portal.users.roles import Role
from tests.factories.adoptions import MemberFactory
from tests.factories.organisations import AreaFactory
from tests.factories.practices import PracticePageFactory, ThemeFactory
from tests.factories.submissions import AT, complete, sent_to_moderators, submission_of
from tests.factories.users import UserFactory
from tests.journeys.test_share import fill_in, moderate
from tests.pages import text_of

pytestmark = pytest.mark.django_db

FIGURE = {
    "value": "40%",
    "what_changed": "fewer staff left in the first year",
    "as_of": "2025-06",
    "measured_by": "independent",
    "effect": "better",
    "method": "records",
    "comparison": "before-and-after",
}


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def published(member, client):
    """A practice that was told on the site, and read by the moderators to the end."""
    sent_to_moderators(member, at=timezone.now())
    approve(client)
    client.force_login(member.user)
    return PracticePage.objects.get()


def approve(client):
    client.force_login(UserFactory(role=Role.MODERATOR))
    for _reading in READINGS:
        moderate(client, PracticePage.objects.get(), action="approve")


def press(client, name, practice):
    return client.post(reverse(name, args=[practice.pk]), follow=True)


def read(client, practice):
    client.logout()
    return text_of(client.get(practice.url))


class TestChangingWhatIsPublished:
    def test_from_the_button_to_what_everybody_reads(self, client, member, published):
        assert "Change it" in text_of(client.get(reverse("submission_list")))
        press(client, "practice_change", published)
        story = reverse("submission_step", args=[Submission.objects.get().pk, "story"])
        fill_in(client, story, problem="New people left.", what_is_done="A shared sheet.")
        assert "New people left." not in read(client, published)

        client.force_login(member.user)
        check = reverse("submission_send", args=[Submission.objects.get().pk])
        assert "Send it to the moderators" in text_of(client.get(check))
        assert "The moderators have it" in text_of(client.post(check, follow=True))
        approve(client)

        assert "New people left." in read(client, published)

    def test_is_also_for_what_came_another_way(self, client, member):
        submission_of()
        theirs = PracticePageFactory(lead_organisation=member.organisation, title="Imported")
        client.force_login(member.user)

        tasks = press(client, "practice_change", theirs)

        assert "Imported" in text_of(tasks)
        assert theirs.submission.organisation == member.organisation

    @pytest.mark.parametrize("name", ["practice_change", "practice_still_so"])
    def test_is_for_nobody_else(self, client, published, name):
        client.force_login(MemberFactory().user)

        assert press(client, name, published).status_code == 404

    def test_sends_nothing_where_nothing_is_new(self, client, published):
        submission = Submission.objects.get()
        check = reverse("submission_send", args=[submission.pk])
        assert "Send it to the moderators" not in text_of(client.get(check))

        answer = text_of(client.post(check, follow=True))

        assert "Nothing has changed since it was published." in answer


class TestWhatStandsAlready:
    def test_keeps_the_areas_and_themes_that_the_page_has_no_room_for(self, client, member):
        submission = complete(submission_of(member))
        page = draft_of(submission).page
        areas, themes = AreaFactory.create_batch(2), ThemeFactory.create_batch(3)
        page.areas, page.themes = areas, themes
        page.save_revision()
        client.force_login(member.user)
        place = reverse("submission_step", args=[submission.pk, "place"])

        fill_in(client, place, area=areas[0].pk, theme=themes[0].pk, other_theme=themes[1].pk)

        draft = draft_of(submission)
        assert set(draft.value("areas")) == set(areas)
        assert set(draft.value("themes")) == set(themes)

    def test_keeps_a_consent_that_somebody_changed_since_the_page_was_opened(self, client, member):
        submission = complete(submission_of(member))
        client.force_login(member.user)
        rights = reverse("submission_step", args=[submission.pk, "rights"])
        stale = client.get(rights).context["form"].initial["base"]
        fill_in(client, rights, quotes_consent="agreed", licence="CC BY 4.0")

        page = client.post(
            rights, {"base": stale, "quotes_consent": "nobody", "licence": "CC BY 4.0"}
        )

        assert "somebody else" in text_of(page).lower()
        assert Submission.objects.get().quotes_consent == "agreed"

    def test_credits_the_provider_and_links_its_source(self, client, member, published):
        press(client, "practice_change", published)
        lessons = reverse("submission_step", args=[Submission.objects.get().pk, "lessons"])
        source = {"source_name": "Our report 2025", "source_url": "https://example.org/report"}
        fill_in(client, lessons, **source)
        client.post(reverse("submission_send", args=[Submission.objects.get().pk]))
        approve(client)

        page = read(client, published)

        assert 'href="https://example.org/report"' in page
        assert "We wrote this page in our own words" not in page


class TestReviewing:
    def test_is_asked_for_a_year_after_it_was_told(self, published):
        assert published.review_by_date == timezone.localdate() + timedelta(days=365)

    def test_is_done_with_one_button(self, client, published):
        PracticePage.objects.update(review_by_date=date(2026, 1, 1))
        assert "Read it again: is it still so?" in text_of(client.get(reverse("submission_list")))

        told = text_of(press(client, "practice_still_so", published))

        fresh = PracticePage.objects.get()
        day = timezone.localdate() + timedelta(days=365)
        assert "Thank you. We ask you about" in told
        assert fresh.review_by_date == day
        assert draft_of(Submission.objects.get()).page.review_by_date == day
        assert not fresh.has_unpublished_changes
        assert nudge_editors(at=timezone.now()) == 0

    def test_keeps_changes_that_wait(self, client, published):
        submission = Submission.objects.get()
        story = reverse("submission_step", args=[submission.pk, "story"])
        fill_in(client, story, problem="New people left.", what_is_done="A shared sheet.")

        press(client, "practice_still_so", published)

        assert "New people left." in draft_of(submission).page.problem
        assert PracticePage.objects.get().has_unpublished_changes


class TestFigures:
    def test_lift_the_level_once_they_say_how_they_were_measured(self, client, member):
        submission = complete(submission_of(member))
        client.force_login(member.user)
        address = reverse("submission_step", args=[submission.pk, "figures"])
        assert "Level 1" in text_of(client.get(address))

        page = client.post(f"{address}add/", FIGURE, follow=True)

        assert "Level 2: a change was measured" in text_of(page)
        send_submission(submission=submission, by=member.user, at=AT)
        approve(client)
        assert PracticePage.objects.get().evidence_level == EvidenceLevel.MEASURED

    def test_may_say_that_nothing_changed(self, client, member):
        submission = complete(submission_of(member))
        client.force_login(member.user)
        address = reverse("submission_step", args=[submission.pk, "figures"])

        page = client.post(f"{address}add/", {**FIGURE, "effect": "none"}, follow=True)

        assert "No effect found" in text_of(page)

    def test_need_none_of_it(self, client, member):
        submission = complete(submission_of(member))
        client.force_login(member.user)
        address = reverse("submission_step", args=[submission.pk, "figures"])
        bare = {name: FIGURE[name] for name in ("value", "what_changed", "measured_by")}

        assert "Level 1" in text_of(client.post(f"{address}add/", bare, follow=True))


class TestWhatModeratorsAsk:
    @pytest.mark.parametrize(
        ("fact", "step"),
        [
            ("problem", "story"),
            ("areas", "place"),
            ("themes", "place"),
            ("claims.abc.value", "figures"),
            ("findings.abc.text", "lessons"),
            ("sources.abc.part", "lessons"),
            ("partners", "lessons"),
            ("origin_changed", ""),
        ],
    )
    def test_stands_on_the_page_that_asks_for_it(self, client, member, fact, step):
        submission = complete(submission_of(member))
        Comment.objects.create(
            page=submission.practice, user=member.user, text="Which one?", contentpath=fact
        )
        client.force_login(member.user)
        tasks = reverse("submission_tasks", args=[submission.pk])
        where = reverse("submission_step", args=[submission.pk, step]) if step else tasks

        assert "Which one?" in text_of(client.get(where))
        assert ("1 comment" in text_of(client.get(tasks))) is bool(step)

    def test_stands_beside_pictures(self, client, member):
        submission = complete(submission_of(member))
        Comment.objects.create(
            page=submission.practice, user=member.user, text="Who is it?", contentpath="pictures"
        )
        client.force_login(member.user)

        page = client.get(reverse("submission_attachments", args=[submission.pk]))

        assert "Who is it?" in text_of(page)

    def test_is_text_and_never_a_template(self, client, member):
        submission = complete(submission_of(member))
        Comment.objects.create(
            page=submission.practice,
            user=member.user,
            text="{{ request.user.email }} <b>now</b>",
            contentpath="problem",
        )
        client.force_login(member.user)

        page = client.get(reverse("submission_step", args=[submission.pk, "story"]))

        assert "{{ request.user.email }} &lt;b&gt;now&lt;/b&gt;" in text_of(page)
