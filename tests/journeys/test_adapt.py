"""Somebody tells how they adapted a practice of others, and readers see the two as a family."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from home.services.site import ensure_site
from portal.practices.enums import LinkKind
from portal.practices.models import PracticeLink, PracticePage, Submission
from portal.practices.selectors.adaptations import MOST_SHOWN
from portal.practices.submission.drafts import draft_of
from tests.factories.adoptions import MemberFactory
from tests.factories.practices import PracticePageFactory, make_private
from tests.journeys.test_share import fill_in, first_page
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    ensure_site(site_url="http://testserver")
    person = MemberFactory()
    client.force_login(person.user)
    return person


@pytest.fixture
def original():
    return PracticePageFactory(title="Southwark Circle", slug="southwark-circle")


def start(client, member, practice):
    address = f"{reverse('submission_start')}?from={practice.pk}"
    client.post(address, first_page(member))
    return Submission.objects.latest("pk")


def step(submission, key="origin"):
    return reverse("submission_step", args=[submission.pk, key])


def origin_of(submission):
    return draft_of(submission).page.origin


class TestAdapting:
    def test_from_the_original_to_the_tree_that_everybody_sees(self, client, member, original):
        page = client.get(original.url).content.decode()
        assert f"{reverse('submission_start')}?from={original.pk}" in page
        submission = start(client, member, original)

        fill_in(
            client,
            step(submission),
            original="southwark circle",
            what_changed="Members pay by the year.",
            why="A council paid there.",
        )
        draft_of(submission).page.get_latest_revision().publish()

        page = client.get(original.url).content.decode()
        tree = BeautifulSoup(page, "html.parser").select_one("#adaptations")
        [here] = tree.select("[aria-current=page]")
        assert here.text == "Southwark Circle"
        [below] = here.find_parent("li").select("ul > li")
        assert "What was changed: Members pay by the year." in " ".join(below.text.split())
        assert "Why: A council paid there." in " ".join(below.text.split())

    def test_leads_from_a_tree_that_is_too_large_to_all_of_it(self, client, original):
        for practice in PracticePageFactory.create_batch(MOST_SHOWN):
            PracticeLink.objects.create(practice=practice, to=original, kind=LinkKind.ADAPTED_FROM)

        page = text_of(client.get(original.url))

        assert f"The {MOST_SHOWN} nearest of {MOST_SHOWN + 1} practices are shown." in page
        assert "1 more was adapted from it: see all" in page
        address = reverse("adaptation_list", args=[original.pk])
        assert f'href="{address}"' in page
        assert f"{MOST_SHOWN} practices" in client.get(address).content.decode()

    def test_says_on_the_first_page_what_is_adapted(self, client, member, original):
        page = client.get(f"{reverse('submission_start')}?from={original.pk}").content.decode()

        assert "You adapt “Southwark Circle”." in page

    def test_asks_for_what_was_changed_before_it_can_be_sent(self, client, member, original):
        submission = start(client, member, original)

        tasks = client.get(reverse("submission_tasks", args=[submission.pk]))

        assert "what you changed in the practice that it comes from" in tasks.context["missing"]

    def test_asks_nothing_of_those_who_adapted_nothing(self, client, member):
        client.post(reverse("submission_start"), first_page(member))

        tasks = client.get(reverse("submission_tasks", args=[Submission.objects.get().pk]))

        assert not [name for name in tasks.context["missing"] if "comes from" in name]

    def test_takes_an_address_and_shows_it_where_titles_are_alike(self, client, member, original):
        twin = PracticePageFactory(title="Southwark Circle", slug="other-circle")
        submission = start(client, member, PracticePageFactory())

        fill_in(client, step(submission), original=twin.full_url, what_changed="All of it.")
        again = client.get(step(submission)).context["form"].initial["original"]
        fill_in(client, step(submission), original=again, what_changed="Most of it.")

        assert origin_of(submission).original == twin
        assert origin_of(submission).what_changed == "Most of it."

    def test_keeps_other_links_and_can_be_taken_back(self, client, member, original):
        submission = start(client, member, original)
        page = draft_of(submission).page
        related = PracticeLink(to=PracticePageFactory(), kind=LinkKind.COMPARE_WITH)
        page.links = [*page.links.all(), related]
        page.save_revision()

        fill_in(client, step(submission), original="", what_changed="", why="")

        assert [link.to for link in draft_of(submission).page.links.all()] == [related.to]


class TestBadInput:
    @pytest.mark.parametrize(
        ("answers", "field", "message"),
        [
            ({"original": "No such thing", "what_changed": "A."}, "original", "found no published"),
            ({"original": "/practices/none/", "what_changed": "A."}, "original", "found no"),
            ({"original": "Southwark Circle"}, "what_changed", "Say what you changed"),
            ({"original": "", "what_changed": "A."}, "original", "Say which practice"),
            ({"original": "x" * 301, "what_changed": "A."}, "original", "300"),
        ],
    )
    def test_is_answered_at_the_field(self, client, member, original, answers, field, message):
        submission = start(client, member, PracticePageFactory())

        page = fill_in(client, step(submission), **answers)

        assert message in page.context["form"].errors[field][0]

    def test_is_an_ambiguous_title(self, client, member, original):
        PracticePageFactory(title="Southwark Circle", slug="other-circle")
        submission = start(client, member, PracticePageFactory())

        page = fill_in(client, step(submission), original="Southwark Circle", what_changed="A.")

        assert "More than one" in page.context["form"].errors["original"][0]

    def test_is_a_practice_that_not_everybody_may_read(self, client, member, original):
        make_private(original)
        submission = start(client, member, original)

        page = fill_in(client, step(submission), original=original.title, what_changed="A.")

        assert origin_of(submission) is None
        assert "found no published" in page.context["form"].errors["original"][0]

    @pytest.mark.parametrize("number", ["x", "0", "99999", "9" * 50])
    def test_is_a_first_page_for_no_practice(self, client, member, number):
        page = client.get(f"{reverse('submission_start')}?from={number}")

        assert page.status_code == 200
        assert "no longer published" in page.content.decode()

    def test_is_a_circle(self, client, member, original):
        submission = start(client, member, PracticePageFactory())
        own = PracticePage.objects.get(pk=submission.practice_id)
        PracticeLink.objects.create(practice=original, to=own, kind=LinkKind.ADAPTED_FROM)

        page = fill_in(client, step(submission), original=original.title, what_changed="A.")

        assert "itself adapted from this one" in page.context["form"].errors["original"][0]
        assert origin_of(submission).original != original
