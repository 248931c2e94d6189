"""A provider asks, another accepts and visits, and only what both agree to reaches anybody else."""

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.practices.models import PeerReview, PracticePage, ReviewRequest
from portal.users.roles import Role
from search.engines.choice import current_engine
from search.services.rebuild_index import rebuild_index
from tests.factories.adoptions import MemberFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.peer_reviews import (
    PeerReviewFactory,
    ReviewFindingFactory,
    ReviewRequestFactory,
)
from tests.factories.practices import PracticePageFactory, ThemeFactory, practice_library
from tests.factories.users import UserFactory
from tests.pages import text_of
from tests.real_components import IS_REAL_STACK

pytestmark = pytest.mark.django_db

CANARY = "vexomont"


@pytest.fixture
def theme():
    practice_library()
    return ThemeFactory(name="Recruitment", slug="recruitment")


@pytest.fixture
def asker():
    return MemberFactory(organisation=OrganisationFactory(name="Asking Care"))


@pytest.fixture
def reviewer(theme):
    organisation = OrganisationFactory(name="Looking Care")
    PracticePageFactory(lead_organisation=organisation, themes=[theme])
    return MemberFactory(organisation=organisation)


@pytest.fixture
def review(asker, reviewer):
    return PeerReviewFactory(
        request__organisation=asker.organisation, reviewer=reviewer.organisation
    )


@pytest.fixture
def build_index(settings, tmp_path):
    """Builds an index of this test's own."""
    if not IS_REAL_STACK:
        settings.SEARCH_ENGINE_URL = f"tantivy://{tmp_path / 'search'}"
    yield lambda: rebuild_index(at=timezone.now(), engine=current_engine())
    if IS_REAL_STACK:
        current_engine().indices.remove_all()


def read(client, address):
    return text_of(client.get(address))


class TestPeerReview:
    def test_from_asking_to_a_draft_of_a_practice(self, client, theme, asker, reviewer):
        client.force_login(reviewer.user)
        client.post(reverse("review_willing", args=[reviewer.organisation.pk]), {"willing": "yes"})

        client.force_login(asker.user)
        form = {"organisation": asker.organisation.pk, "theme": theme.pk, "wish": "Look at us."}
        request_page = client.post(reverse("review_ask"), form).url
        assert "It said that it is willing to review others." in read(client, request_page)
        client.post(f"{request_page}invite/", {"reviewer": reviewer.organisation.pk})
        review = PeerReview.objects.get()
        shared = reverse("review_detail", args=[review.pk])

        client.force_login(reviewer.user)
        assert shared in read(client, reverse("review_list"))
        client.post(f"{shared}answer/", {"answer": "accept"})
        client.post(f"{shared}visit/", {"first": "1/5/2026", "last": "2/5/2026"})
        client.post(f"{shared}findings/", {"finding": "Your notes are read by nobody."})
        client.post(f"{shared}lesson/", {"lesson": "Meet before\r\nyou plan."})

        client.force_login(asker.user)
        page = read(client, shared)
        assert "1 May 2026 to 2 May 2026" in page
        assert "Your notes are read by nobody." in page
        client.post(f"{shared}agree/", {"lesson": "Meet before\r\nyou plan."})
        tasks = client.post(f"{shared}practice/").url
        assert "What a peer review of Recruitment taught us" in read(client, tasks)
        assert tasks in read(client, "/share/")

        client.logout()
        lessons = read(client, reverse("lesson_list"))
        assert "Meet before<br>you plan." in lessons
        assert "Looking Care visited Asking Care." in lessons
        assert "It became a practice" not in lessons
        PracticePage.objects.get(live=False).get_latest_revision().publish()
        assert "It became a practice" in read(client, reverse("lesson_list"))

    def test_puts_a_public_lesson_into_a_practice_that_is_told_already(
        self, client, theme, asker, reviewer
    ):
        review = PeerReviewFactory(
            public=True, request__organisation=asker.organisation, reviewer=reviewer.organisation
        )
        told = PracticePage.objects.get(lead_organisation=reviewer.organisation)
        client.force_login(reviewer.user)
        shared = reverse("review_detail", args=[review.pk])
        assert told.title in read(client, shared)

        answer = client.post(f"{shared}update/", {"practice": told.pk}, follow=True)

        assert "The lesson stands in the draft." in answer.content.decode()
        told.refresh_from_db()
        assert review.lesson in told.get_latest_revision_as_object().implications
        assert review.lesson not in read(client, told.url)

    def test_puts_no_lesson_into_a_practice_of_others(self, client, theme, asker, reviewer):
        review = PeerReviewFactory(
            public=True, request__organisation=asker.organisation, reviewer=reviewer.organisation
        )
        told = PracticePage.objects.get(lead_organisation=reviewer.organisation)
        PracticePageFactory(lead_organisation=asker.organisation)
        client.force_login(asker.user)

        answer = client.post(reverse("review_update", args=[review.pk]), {"practice": told.pk})

        assert "Choose one of your own published practices." in answer.content.decode()
        assert told.get_latest_revision() is None

    def test_escapes_what_members_write(self, client, review, asker):
        ReviewFindingFactory(review=review, text="<script>alert(1)</script>")
        client.force_login(asker.user)

        assert "<script>alert(1)" not in read(client, reverse("review_detail", args=[review.pk]))


class TestPrivacy:
    @pytest.fixture
    def private(self, asker, reviewer):
        review = PeerReviewFactory(
            request__organisation=asker.organisation,
            request__wish=f"Look at {CANARY}.",
            reviewer=reviewer.organisation,
            lesson=f"Not agreed: {CANARY}.",
            lesson_by=reviewer.organisation,
        )
        ReviewFindingFactory(review=review, text=f"We found {CANARY}.")
        return review

    def others(self):
        return [
            UserFactory(),
            MemberFactory().user,
            UserFactory(role=Role.COMMISSIONER),
            UserFactory(role=Role.MODERATOR),
            UserFactory(role=Role.ADMINISTRATOR),
        ]

    def test_holds_for_everybody_but_the_two_sides(self, client, private, asker, reviewer):
        address = reverse("review_detail", args=[private.pk])
        for person in self.others():
            client.force_login(person)
            assert client.get(address).status_code == 404
            asked = reverse("review_request", args=[private.request_id])
            assert client.get(asked).status_code == 404
            assert CANARY not in read(client, reverse("review_list"))
        for member in (asker, reviewer):
            client.force_login(member.user)
            assert CANARY in read(client, address)

    def test_keeps_the_request_from_its_reviewer_until_invited(self, client, reviewer):
        asked = ReviewRequestFactory(wish=CANARY)
        client.force_login(reviewer.user)

        assert client.get(reverse("review_request", args=[asked.pk])).status_code == 404

    def test_reaches_no_search_feed_map_or_program(self, client, private, build_index, asker):
        build_index()
        addresses = [
            *(f"{base}?q={CANARY}" for base in ("/practices/feed/", "/api/v1/practices/")),
            "/practices/csv/",
            "/sitemap.xml",
            reverse("lesson_list"),
            asker.organisation.get_absolute_url(),
            f"/practices/suggestions/?q={CANARY[:4]}",
        ]
        for person in [None, *self.others(), asker.user]:
            client.logout()
            if person is not None:
                client.force_login(person)
            for address in addresses:
                text = client.get(address).getvalue().decode()
                assert f"Look at {CANARY}" not in text
                assert f"found {CANARY}" not in text
                assert f"agreed: {CANARY}" not in text

    def test_stands_nowhere_in_the_admin(self, client, private):
        client.force_login(UserFactory(role=Role.ADMINISTRATOR))

        for model in ("peerreview", "reviewfinding", "reviewrequest"):
            assert client.get(f"/cms/snippets/practices/{model}/").status_code in (302, 404)
            assert client.get(f"/django-admin/practices/{model}/").status_code == 404

    def test_ends_with_the_membership(self, client, private, asker):
        client.force_login(asker.user)
        asker.delete()

        assert client.get(reverse("review_detail", args=[private.pk])).status_code == 404


class TestBadInput:
    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"theme": ""}, "Choose a theme."),
            ({"wish": ""}, "Write what should be looked at."),
            ({"wish": "x" * 2001}, "at most 2000 characters"),
            ({"wish": "bell \x07"}, "Take out the characters that cannot be printed."),
            ({"organisation": "0"}, "Choose one of your own organisations."),
        ],
        ids=str,
    )
    def test_of_a_request_is_answered_at_the_field(self, client, theme, asker, change, message):
        client.force_login(asker.user)
        form = {"organisation": asker.organisation.pk, "theme": theme.pk, "wish": "Kept words."}

        page = client.post(reverse("review_ask"), {**form, **change}).content.decode()

        assert "There is a problem" in page
        assert message in page
        assert {**form, **change}["wish"][:10] in page
        assert not ReviewRequest.objects.exists()

    @pytest.mark.parametrize(
        ("step", "data", "message"),
        [
            ("visit", {"first": ""}, "Enter the first day."),
            ("visit", {"first": "spring"}, "Write a day, month and year"),
            ("visit", {"first": "1/5/1850"}, "Enter a day after 1900"),
            ("visit", {"first": "2/5/2026", "last": "1/5/2026"}, "the first day or a later one"),
            ("findings", {"finding": ""}, "Write what you found."),
            ("findings", {"finding": "bell \x07"}, "cannot be printed"),
            ("lesson", {"lesson": ""}, "Write the lesson."),
            ("lesson", {"lesson": "x" * 2001}, "at most 2000 characters"),
        ],
        ids=str,
    )
    def test_of_the_shared_page_is_answered_at_the_field(
        self, client, review, asker, step, data, message
    ):
        client.force_login(asker.user)

        page = client.post(f"/peer-reviews/{review.pk}/{step}/", data).content.decode()

        assert "There is a problem" in page
        assert message in page
        assert PeerReview.objects.get().lesson == ""
        assert review.findings.count() == 0

    @pytest.mark.parametrize("reviewer", ["", "0", "x", "9" * 30])
    def test_is_to_invite_nobody_proposed(self, client, asker, reviewer):
        asked = ReviewRequestFactory(organisation=asker.organisation)
        client.force_login(asker.user)

        address = reverse("review_invite", args=[asked.pk])
        page = client.post(address, {"reviewer": reviewer}, follow=True).content.decode()

        assert "Choose one of the organisations below." in page
        assert not PeerReview.objects.exists()

    def test_is_a_step_that_comes_too_late(self, client, review, reviewer):
        client.force_login(reviewer.user)

        address = f"/peer-reviews/{review.pk}/answer/"
        page = client.post(address, {"answer": "decline"}, follow=True).content.decode()

        assert "the review has moved on" in page
        assert PeerReview.objects.get().status == "accepted"
