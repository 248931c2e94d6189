"""A reader asks, the organisation answers, somebody reports, and a moderator hides it."""

import pytest
from django.urls import reverse

from home.services.site import ensure_site
from portal.practices.models import Remark
from portal.users.roles import Role
from tests.factories.adoptions import MemberFactory
from tests.factories.practices import PracticePageFactory, make_private
from tests.factories.remarks import RemarkFactory
from tests.factories.users import UserFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db

ASKED = "How long does it take?"


@pytest.fixture
def practice():
    ensure_site(site_url="http://testserver")
    return PracticePageFactory(title="People choose", slug="people-choose")


@pytest.fixture
def speaker(practice):
    return MemberFactory(organisation=practice.lead_organisation).user


@pytest.fixture
def form():
    return {"kind": "question", "role": "worker", "text": ASKED}


def read(client, address):
    return text_of(client.get(address))


def write(client, practice, form):
    return client.post(reverse("remark_write", args=[practice.pk]), form)


class TestConversation:
    def test_from_a_question_to_what_is_left_of_it(self, client, practice, speaker, form):
        client.force_login(UserFactory())
        everything = write(client, practice, form).url
        question = Remark.objects.get()
        assert "Questions that wait for an answer" in read(client, practice.url)

        client.force_login(speaker)
        answer = reverse("remark_answer", args=[question.pk])
        assert answer in read(client, everything)
        client.post(answer, {"text": "About a year."})

        client.logout()
        assert "Questions that wait for an answer" not in read(client, practice.url)
        assert "About a year." in read(client, everything)

        client.force_login(UserFactory())
        report = reverse("remark_report", args=[question.pk])
        client.post(report, {"reason": "advert", "words": "It sells."})
        client.force_login(UserFactory(role=Role.MODERATOR))
        edit = reverse("wagtailsnippets_practices_remark:edit", args=[question.pk])
        assert "It sells." in read(client, edit)
        client.post(edit, {"is_hidden": "on", "reason": "It sells something."})

        client.logout()
        page = read(client, everything)
        assert ASKED not in page
        assert "About a year." not in page
        assert ASKED not in read(client, practice.url)

    def test_shows_each_role_apart(self, client, practice):
        RemarkFactory(practice=practice, kind="thanks", role="worker")
        RemarkFactory(practice=practice, kind="thanks", role="supported-person")

        page = read(client, practice.url)

        assert page.count(">Person who draws on care and support</dt>") == 1
        assert page.count(">Care or support worker</dt>") == 1

    def test_escapes_what_readers_write(self, client, practice):
        RemarkFactory(practice=practice, text="<script>alert(1)</script>")

        for address in (practice.url, reverse("conversation", args=[practice.pk])):
            assert "<script>alert(1)" not in read(client, address)

    def test_is_not_found_for_a_practice_that_is_not_public(self, client, practice):
        remark = RemarkFactory(practice=practice)
        make_private(practice)
        client.force_login(UserFactory())

        for name, number in (
            ("conversation", practice.pk),
            ("remark_write", practice.pk),
            ("remark_report", remark.pk),
        ):
            assert client.get(reverse(name, args=[number])).status_code == 404

    def test_lets_nobody_but_its_organisation_answer(self, client, practice):
        question = RemarkFactory(practice=practice)
        client.force_login(MemberFactory().user)

        response = client.post(reverse("remark_answer", args=[question.pk]), {"text": "So."})

        assert response.status_code == 404
        assert Remark.objects.count() == 1


class TestBadInput:
    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"kind": ""}, "Choose what it is."),
            ({"kind": "answer"}, "is not one of the available choices"),
            ({"role": ""}, "Choose as whom you write."),
            ({"role": "commissioner"}, "is not one of the available choices"),
            ({"text": ""}, "Write what you want to say."),
            ({"text": "x" * 2001}, "at most 2000 characters"),
            ({"text": "bell \x07"}, "Take out the characters that cannot be printed."),
        ],
        ids=str,
    )
    def test_is_answered_at_the_field_and_loses_nothing(
        self, client, practice, form, change, message
    ):
        client.force_login(UserFactory())
        bad = {**form, **change}

        answer = write(client, practice, bad)

        page = answer.content.decode()
        assert answer.status_code == 200
        assert "There is a problem" in page
        assert message in page
        assert bad["text"][:10] in page
        assert not Remark.objects.exists()

    def test_is_to_thank_oneself(self, client, practice, speaker, form):
        client.force_login(speaker)

        page = write(client, practice, {**form, "kind": "thanks"}).content.decode()

        assert "This is your own practice. Choose a question or a comment." in page
        assert not Remark.objects.exists()

    def test_is_to_write_more_than_an_hour_holds(self, client, practice, form):
        client.force_login(UserFactory())
        for number in range(20):
            write(client, practice, {**form, "text": f"Why {number}?"})

        page = write(client, practice, form).content.decode()

        assert "Wait an hour" in page
        assert Remark.objects.count() == 20

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            ({"reason": ""}, "Choose what is wrong with it."),
            ({"reason": "advert", "words": "x" * 501}, "at most 500 characters"),
        ],
        ids=str,
    )
    def test_of_a_report_is_answered_too(self, client, practice, data, message):
        remark = RemarkFactory(practice=practice)
        client.force_login(UserFactory())

        page = client.post(reverse("remark_report", args=[remark.pk]), data).content.decode()

        assert message in page
        assert Remark.objects.get().is_reported is False

    @pytest.mark.parametrize("query", ["kind=magic", "kind=answer", "page=0", "page=zz", "kind="])
    def test_in_the_address_gets_a_page(self, client, practice, query):
        address = reverse("conversation", args=[practice.pk])

        assert client.get(f"{address}?{query}").status_code == 200
