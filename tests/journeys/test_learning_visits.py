"""A host offers, somebody asks to come, the host agrees, and the visitors say what they learned."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.practices.models import LearningVisit, VisitHost
from portal.users.roles import Role
from tests.factories.adoptions import MemberFactory
from tests.factories.learning_visits import LearningVisitFactory, VisitHostFactory
from tests.factories.users import UserFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db

CANARY = "vexomont"


@pytest.fixture
def member():
    return MemberFactory(organisation__name="Example Host")


@pytest.fixture
def form():
    return {
        "text": "To see an interview.",
        "people": "3",
        "first_day": f"{timezone.localdate():%d/%m/%Y}",
        "last_day": "",
    }


def read(client, address):
    return text_of(client.get(address))


class TestLearningVisit:
    def test_from_an_offer_to_what_was_learned(self, client, member, form):
        visitor = UserFactory()
        client.force_login(member.user)
        offer = reverse("visit_host", args=[member.organisation.pk])
        assert offer in read(client, reverse("visit_list"))
        client.post(offer, {"shows": "How people choose.", "capacity": "5", "is_open": "on"})
        host = VisitHost.objects.get()

        client.force_login(visitor)
        ask = reverse("visit_ask", args=[host.pk])
        assert ask in read(client, reverse("visit_list"))
        visit = client.post(ask, form).url

        client.force_login(member.user)
        assert visit in read(client, reverse("visit_list"))
        client.post(f"{visit}answer/", {"answer": "accept", "words": "Ring the bell."})

        client.force_login(visitor)
        assert "Ring the bell." in read(client, visit)
        client.post(f"{visit}feedback/", {"text": "It works."})
        client.force_login(member.user)
        assert "It works." in read(client, visit)

    def test_is_read_by_its_two_sides_alone(self, client):
        visit = LearningVisitFactory(wish=CANARY)
        for person in [UserFactory(role=role) for role in Role] + [MemberFactory().user]:
            client.force_login(person)
            assert client.get(visit.get_absolute_url()).status_code == 404
            assert CANARY not in read(client, reverse("visit_list"))
            ask = reverse("visit_ask", args=[visit.host_id])
            assert CANARY not in read(client, ask)

    def test_escapes_what_members_write(self, client):
        script = "<script>alert(1)</script>"
        visit = LearningVisitFactory(wish=script, host=VisitHostFactory(shows=script))
        client.force_login(visit.visitor)

        for address in (visit.get_absolute_url(), reverse("visit_list")):
            assert "<script>alert(" not in read(client, address)

    def test_is_taken_back_with_a_click(self, client):
        visit = LearningVisitFactory(
            first_day=timezone.localdate() + timedelta(days=9),
            last_day=timezone.localdate() + timedelta(days=9),
        )
        client.force_login(visit.visitor)

        client.post(reverse("visit_cancel", args=[visit.pk]))

        assert LearningVisit.objects.get().status == "cancelled"


class TestBadInput:
    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"text": ""}, "Write what you want to learn."),
            ({"text": "x" * 1501}, "at most 1500 characters"),
            ({"text": "bell \x07"}, "cannot be printed"),
            ({"people": ""}, "Enter a whole number from 1 to 200."),
            ({"people": "-1"}, "Enter a whole number from 1 to 200."),
            ({"people": "many"}, "Enter a whole number from 1 to 200."),
            ({"people": "9" * 30}, "Enter a whole number from 1 to 200."),
            ({"people": "11"}, "There is no room for so many then."),
            ({"first_day": ""}, "Enter the first day."),
            ({"first_day": "1/1/1850"}, "Enter a day after 1900"),
            ({"first_day": "1/1/2020"}, "Enter a day from today to two years from now."),
            ({"last_day": "1/1/2020"}, "Enter a day up to two weeks after the first."),
            ({"last_day": "soon"}, "Write a day, month and year"),
        ],
        ids=str,
    )
    def test_is_answered_at_the_field_and_loses_nothing(self, client, form, change, message):
        host = VisitHostFactory(capacity=10)
        client.force_login(UserFactory())
        bad = {**form, **change}

        page = client.post(reverse("visit_ask", args=[host.pk]), bad).content.decode()

        assert "There is a problem" in page
        assert message in page
        assert bad["text"][:10] in page
        assert not LearningVisit.objects.exists()

    @pytest.mark.parametrize(
        ("step", "data", "message"),
        [
            ("answer", {"answer": ""}, "Choose yes or no."),
            ("answer", {"answer": "accept", "words": "bell \x07"}, "cannot be printed"),
        ],
        ids=str,
    )
    def test_of_a_host_is_answered_too(self, client, member, step, data, message):
        visit = LearningVisitFactory(host__organisation=member.organisation, asked=True)
        client.force_login(member.user)

        page = client.post(f"{visit.get_absolute_url()}{step}/", data).content.decode()

        assert message in page
        assert LearningVisit.objects.get().status == "asked"

    def test_is_to_visit_oneself(self, client, member, form):
        host = VisitHostFactory(organisation=member.organisation)
        client.force_login(member.user)

        page = client.post(reverse("visit_ask", args=[host.pk]), form).content.decode()

        assert "This is your own organisation" in page

    def test_is_a_step_that_comes_too_late(self, client, member):
        visit = LearningVisitFactory(host__organisation=member.organisation)
        client.force_login(member.user)

        answer = f"{visit.get_absolute_url()}answer/"
        page = client.post(answer, {"answer": "decline"}, follow=True).content.decode()

        assert "the visit has moved on" in page
        assert LearningVisit.objects.get().status == "accepted"
