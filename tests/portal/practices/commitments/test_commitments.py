"""A promise stands in public, is reminded of, and ends in a word of what became of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from home.services.site import ensure_site
from portal.organisations.who_may import NotAMemberError
from portal.practices.commitments import services
from portal.practices.commitments.services import (
    WrongStepError,
    look_back,
    make_commitment,
    remind_of_commitments,
    tell_outcome,
)
from portal.practices.member_enums import CommitmentOutcome, YearOn
from portal.practices.models import Commitment
from portal.users.models import Notice
from portal.users.roles import Role
from tests.factories.adoptions import MemberFactory
from tests.factories.commitments import CommitmentFactory
from tests.factories.practices import PracticePageFactory, make_private
from tests.factories.users import UserFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def member(client):
    member = MemberFactory()
    client.force_login(member.user)
    return member


@pytest.fixture
def promise(member):
    return CommitmentFactory(organisation=member.organisation)


def soon():
    return timezone.localdate() + timedelta(days=30)


def sent(member, **fields):
    form = {
        "organisation": member.organisation_id,
        "what": "Publish our pay scale.",
        "due_on": soon().strftime("%d/%m/%Y"),
    }
    return {**form, **fields}


def read(client, address):
    return text_of(client.get(address))


class TestPromise:
    def test_from_the_page_of_a_practice_to_what_is_left_a_year_on(self, client, member):
        practice = PracticePageFactory(title="Open pay")
        make = f"{reverse('commitment_make')}?practice={practice.pk}"
        assert make in read(client, practice.url)

        client.post(make, sent(member))
        promise = Commitment.objects.get()
        client.post(
            reverse("commitment_outcome", args=[promise.pk]),
            {"outcome": "changed", "text": "We published bands."},
        )
        Commitment.objects.update(due_on=timezone.localdate() - timedelta(days=365))
        client.post(
            reverse("commitment_year_on", args=[promise.pk]),
            {"year_on": "lasts", "text": "They are on our site."},
        )

        client.logout()
        for address in (practice.url, promise.get_absolute_url(), "/commitments/"):
            page = read(client, address)
            assert "Publish our pay scale." in page
            assert "Done in another way." in page
            assert "They are on our site." in page
        assert "Publish our pay scale." in read(client, promise.organisation.get_absolute_url())

    def test_is_one_however_often_it_is_sent(self, client, member):
        client.post(reverse("commitment_make"), sent(member))
        client.post(reverse("commitment_make"), sent(member))

        assert Commitment.objects.count() == 1

    def test_says_that_it_is_overdue(self, client, promise):
        Commitment.objects.update(due_on=timezone.localdate() - timedelta(days=1))

        assert "Overdue." in read(client, promise.get_absolute_url())
        assert "Overdue." in read(client, "/commitments/")

    def test_names_no_practice_that_is_hidden_meanwhile(self, client, promise):
        promise.practice = PracticePageFactory(title="Kept quiet")
        promise.save()
        assert "Kept quiet" in read(client, promise.get_absolute_url())

        make_private(promise.practice)

        assert "Kept quiet" not in read(client, promise.get_absolute_url())


class TestHiding:
    def test_is_what_a_moderator_does_in_the_admin(self, client, promise):
        ensure_site(site_url="http://testserver")
        client.force_login(UserFactory(role=Role.MODERATOR))
        edit = reverse("wagtailsnippets_practices_commitment:edit", args=[promise.pk])
        assert client.get(promise.get_absolute_url()).status_code == 200

        client.post(edit, {"is_hidden": "on"})

        assert client.get(promise.get_absolute_url()).status_code == 404
        assert promise.what not in read(client, "/commitments/")
        assert promise.what not in read(client, promise.organisation.get_absolute_url())
        assert remind_of_commitments(at=AT) == 0


class TestRights:
    def test_are_of_those_who_act_for_the_organisation(self, client, member):
        other = CommitmentFactory()
        answer = {"outcome": "done", "text": "It is done."}

        assert client.post(f"/commitments/{other.pk}/outcome/", answer).status_code == 404
        with pytest.raises(NotAMemberError):
            tell_outcome(
                commitment=other, by=member.user, outcome=CommitmentOutcome.DONE, text="x", at=AT
            )
        with pytest.raises(NotAMemberError):
            make_commitment(
                organisation=other.organisation,
                by=member.user,
                what="x",
                due_on=AT.date(),
                practice=None,
                at=AT,
            )


class TestBadInput:
    @pytest.mark.parametrize(
        ("fields", "name", "message"),
        [
            ({"what": ""}, "what", "Say in one sentence"),
            ({"what": "x" * 301}, "what", "300"),
            ({"what": "a\x07b"}, "what", ""),
            ({"due_on": "1/1/2020"}, "due_on", "still to come"),
            ({"due_on": "1/1/2099"}, "due_on", "within five years"),
            ({"due_on": "31/2/2027"}, "due_on", "Write a day"),
            ({"organisation": "0"}, "organisation", "your own organisations"),
        ],
    )
    def test_is_answered_at_the_field(self, client, member, fields, name, message):
        page = client.post(reverse("commitment_make"), sent(member, **fields))

        assert message in page.context["form"].errors[name][0]
        assert not Commitment.objects.exists()

    def test_is_more_than_an_organisation_can_keep(self, client, member, monkeypatch):
        monkeypatch.setattr(services, "MOST_OPEN", 1)
        CommitmentFactory(organisation=member.organisation)

        page = client.post(reverse("commitment_make"), sent(member))

        assert "Fifty" in page.context["form"].errors["organisation"][0]

    def test_is_an_outcome_without_words(self, client, promise):
        page = client.post(f"/commitments/{promise.pk}/outcome/", {"outcome": "done"})

        assert page.context["refused"].errors["text"]

    def test_is_to_look_back_too_early(self, client, promise):
        page = client.post(
            f"/commitments/{promise.pk}/year-on/", {"year_on": "lasts", "text": "Still so."}
        )

        assert "too early" in page.context["refused"].errors["year_on"][0]
        assert "Still so." in page.content.decode()

    def test_is_to_change_the_outcome_after_the_look_back(self, member):
        promise = CommitmentFactory(organisation=member.organisation, done=True)
        later = AT + timedelta(days=366)
        look_back(commitment=promise, by=member.user, year_on=YearOn.ENDED, text="x", at=later)

        with pytest.raises(WrongStepError):
            tell_outcome(
                commitment=promise,
                by=member.user,
                outcome=CommitmentOutcome.DROPPED,
                text="x",
                at=later,
            )

    def test_is_an_outcome_without_words_in_the_database_too(self, promise):
        with pytest.raises(IntegrityError), transaction.atomic():
            Commitment.objects.filter(pk=promise.pk).update(outcome="done")


class TestReminders:
    def told(self):
        return [
            key.rpartition(":")[2]
            for key in Notice.objects.order_by("pk").values_list("key", flat=True)
        ]

    def test_come_before_the_day_on_it_and_two_weeks_after_it(self, promise):
        for days in (-15, -14, -1, 0, 13, 14, 400):
            remind_of_commitments(at=AT + timedelta(days=days))

        assert self.told() == ["soon", "due", "late"]

    def test_end_with_the_outcome_and_come_back_a_year_on(self, member):
        CommitmentFactory(organisation=member.organisation, due_on=date(2026, 3, 1), done=True)

        for days in (0, 14, 364, 365, 366):
            remind_of_commitments(at=AT + timedelta(days=days))

        assert self.told() == ["year"]

    def test_lead_to_the_page(self, promise):
        remind_of_commitments(at=AT)

        assert Notice.objects.get().path == promise.get_absolute_url()
