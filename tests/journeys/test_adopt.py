"""An organisation takes up a practice, its author answers, and readers see what came of it."""

import pytest
from django.urls import reverse

from portal.practices.models import Adoption
from tests.factories.adoptions import AdoptionFactory, MemberFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.practices import PracticePageFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return MemberFactory()


@pytest.fixture
def adopter():
    return MemberFactory(organisation=OrganisationFactory(name="Example Neighbour Care"))


@pytest.fixture
def practice(author):
    return PracticePageFactory(title="Members lead", lead_organisation=author.organisation)


@pytest.fixture
def form(adopter):
    """What the adopter fills in: they ran it for two years and stopped."""
    return {
        "organisation": adopter.organisation.pk,
        "status": "stopped",
        "area": AreaFactory(name="Bury").pk,
        "started": "2023-01",
        "stopped": "2025-01",
        "stop_reason": "staffing",
        "what_changed": "We met in a pub.",
    }


def read(client, address):
    return text_of(client.get(address))


def declare(client, practice, form):
    return client.post(reverse("adoption_declare", args=[practice.pk]), form)


class TestTakingUpAPractice:
    def test_that_was_a_mistake_is_withdrawn(self, client, practice, author, adopter, form):
        client.force_login(adopter.user)
        own = declare(client, practice, form).url
        assert "Tried it and stopped" in read(client, own)

        client.force_login(author.user)
        refused = client.post(f"{own}withdraw/").status_code
        client.force_login(adopter.user)
        client.post(f"{own}withdraw/")

        assert refused == 404
        assert "We met in a pub." not in read(client, practice.url)
        assert client.get(own).status_code == 404

    def test_from_a_word_to_what_everybody_reads(self, client, practice, author, adopter, form):
        client.force_login(adopter.user)
        assert reverse("adoption_declare", args=[practice.pk]) in read(client, practice.url)
        own = declare(client, practice, form).url
        client.post(f"{own}results/", {"text": "People came every week.", "as_of": "2024"})

        client.force_login(author.user)
        client.post(f"{own}answer/", {"answer": "confirm"})
        client.post(f"{own}results/", {"text": "We learned from it.", "as_of": "2025"})

        client.logout()
        page = read(client, practice.url)
        assert "1 organisation, 1 stopped: staffing." in page
        assert "Confirmed." in page
        assert "We met in a pub." in page
        assert "People came every week." in page
        assert "(as of 2024)" in page
        assert "We learned from it." in page
        assert f"(as of 2025, {author.organisation})" in page
        assert ">Bury</a>" in page

    def test_shows_a_dispute_to_readers(self, client, practice, author):
        adoption = AdoptionFactory(practice=practice)
        client.force_login(author.user)

        client.post(
            reverse("adoption_answer", args=[adoption.pk]),
            {"answer": "dispute", "dispute": "They never began."},
        )

        assert "Disputed: They never began." in read(client, practice.url)

    def test_starts_from_what_was_said_before(self, client, practice, adopter, form):
        client.force_login(adopter.user)
        declare(client, practice, form)

        assert "We met in a pub.</textarea>" in read(
            client, reverse("adoption_declare", args=[practice.pk])
        )

    def test_twice_leaves_one_adoption(self, client, practice, adopter, form):
        client.force_login(adopter.user)

        for _press in range(2):
            assert declare(client, practice, form).status_code == 302

        assert Adoption.objects.count() == 1

    def test_escapes_what_members_write(self, client, practice, adopter, form):
        client.force_login(adopter.user)
        declare(client, practice, {**form, "what_changed": "<script>alert(1)</script>"})

        assert "<script>alert(1)" not in read(client, practice.url)


class TestBadInput:
    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"status": ""}, "Choose how far you are."),
            ({"status": "magic"}, "is not one of the available choices"),
            ({"started": ""}, "Enter when you started, even if only the year."),
            ({"started": "spring"}, "Write a year, month or day:"),
            ({"started": "13/2023"}, "Write a year, month or day:"),
            ({"started": "1850"}, "Enter a date after 1900."),
            ({"started": "2999"}, "Enter a date that is not in the future."),
            ({"stopped": "2022"}, "Enter a date after the start."),
            ({"stop_reason": ""}, "Choose why you stopped."),
            ({"status": "running"}, "or empty the last two."),
            ({"status": "adapted", "what_changed": ""}, "Say what you changed, and why."),
            ({"what_changed": "x" * 1001}, "at most 1000 characters"),
            ({"what_changed": "bell \x07"}, "Take out the characters that cannot be printed."),
            ({"organisation": "0"}, "Choose one of your own organisations."),
        ],
        ids=str,
    )
    def test_is_answered_at_the_field_and_loses_nothing(
        self, client, practice, adopter, form, change, message
    ):
        client.force_login(adopter.user)
        bad = {"what_changed": "Kept words.", **form, **change}

        answer = declare(client, practice, bad)

        page = answer.content.decode()
        assert answer.status_code == 200
        assert "There is a problem" in page
        assert message in page
        assert bad["what_changed"][:10] in page
        assert not Adoption.objects.exists()

    @pytest.mark.parametrize(
        ("step", "data", "message"),
        [
            ("answer", {}, "Choose yes or no."),
            ("answer", {"answer": "dispute"}, "Say what is not right"),
            ("results", {"text": "", "as_of": "2024"}, "Write what came of it."),
            ("results", {"text": "Good.", "as_of": ""}, "Enter when that was so."),
            ("results", {"text": "Good.", "as_of": "2999"}, "not in the future."),
        ],
        ids=str,
    )
    def test_of_the_other_forms_is_answered_too(
        self, client, practice, author, step, data, message
    ):
        adoption = AdoptionFactory(practice=practice)
        client.force_login(author.user)

        page = client.post(f"/adoptions/{adoption.pk}/{step}/", data).content.decode()

        assert "There is a problem" in page
        assert message in page
        adoption.refresh_from_db()
        assert (adoption.dispute, adoption.results.count()) == ("", 0)

    def test_is_to_take_up_ones_own_practice(self, client, practice, author, form):
        client.force_login(author.user)

        page = declare(client, practice, {**form, "organisation": author.organisation.pk})

        assert (
            "None can take up its own practice." in page.context["form"].errors["organisation"][0]
        )
        assert not Adoption.objects.exists()

    def test_is_to_speak_for_an_organisation_that_one_has_left(
        self, client, practice, adopter, form
    ):
        client.force_login(adopter.user)
        other = MemberFactory(user=adopter.user)
        adopter.delete()

        page = declare(client, practice, form).content.decode()

        assert "Choose one of your own organisations." in page
        assert "We met in a pub." in page
        assert other.organisation.name in page


class TestLosingTheRightMeanwhile:
    """Somebody is taken out of their organisation while they write."""

    def test_keeps_the_words_at_the_form(self, client, practice, adopter, form):
        client.force_login(adopter.user)
        adopter.delete()

        page = declare(client, practice, form)

        assert page.status_code == 200
        assert page.context["form"].errors["organisation"]
        assert "We met in a pub." in page.content.decode()
        assert not Adoption.objects.exists()
