"""With whom an organisation has worked: both say so, or it does not count."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from portal.organisations.declaring.ties import (
    MOST_IN_A_DAY,
    MOST_WAITING,
    TooManyTiesError,
    confirm_tie,
    say_tie,
    take_tie_back,
    ties_of,
)
from portal.organisations.models import ExistingTie
from portal.organisations.who_may import NotAMemberError
from portal.users.models import Notice
from tests.factories.adoptions import MemberFactory
from tests.factories.organisations import ExistingTieFactory, OrganisationFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 2, 1, 12, tzinfo=UTC)
OWN = "/account/organisations/circle/matching/ties/"
SAID = {"other": "Be Caring", "kind": "Ran a day centre together", "year": "2024"}


@pytest.fixture
def circle(client):
    member = MemberFactory(organisation__slug="circle", organisation__name="HMR Circle")
    client.force_login(member.user)
    return member


@pytest.fixture
def caring():
    return MemberFactory(organisation__slug="be-caring", organisation__name="Be Caring")


def say(one, other, *, kind="Ran a day centre together", year=2024, at=AT):
    return say_tie(
        organisation=one.organisation,
        by=one.user,
        other=other.organisation,
        kind=kind,
        year=year,
        at=at,
    )


def confirm(tie, one, *, read=("Ran a day centre together", "2024")):
    return confirm_tie(tie=tie, organisation=one.organisation, by=one.user, read=read, at=AT)


def take_back(tie, one):
    take_tie_back(tie=tie, organisation=one.organisation, by=one.user, at=AT)


def who_says_so(*members):
    tie = ExistingTie.objects.get()
    return [tie.is_confirmed_by(member.organisation) for member in members]


class TestTies:
    @pytest.mark.parametrize("turn", [1, -1])
    def test_count_once_both_say_so_whoever_began(self, circle, caring, turn):
        one, other = [circle, caring][::turn]

        tie = say(one, other)
        assert who_says_so(one, other) == [True, False]
        assert confirm(tie, other)

        assert who_says_so(one, other) == [True, True]

    def test_tell_the_other_what_was_said(self, circle, caring):
        say(circle, caring)

        (notice,) = Notice.objects.all()
        assert notice.person == caring.user
        assert "last in 2024: “Ran a day centre together”" in notice.text
        assert notice.path == "/account/organisations/be-caring/matching/ties/"

    def test_tell_the_other_once_a_day_however_often_they_are_said(self, circle, caring):
        for year in (2023, 2024, 2024):
            tie = say(circle, caring, year=year)
        take_tie_back(tie=tie, organisation=circle.organisation, by=circle.user, at=AT)
        say(circle, caring, at=AT + timedelta(minutes=1))
        assert Notice.objects.count() == 1

        say(circle, caring, at=AT + timedelta(days=1))
        assert Notice.objects.count() == 2

    def test_ask_no_more_than_some_a_day_though_they_are_taken_back(self, circle, caring):
        for _number in range(MOST_IN_A_DAY):
            tie = say(circle, MemberFactory())
            take_tie_back(tie=tie, organisation=circle.organisation, by=circle.user, at=AT)

        with pytest.raises(TooManyTiesError):
            say(circle, caring)

        assert not ExistingTie.objects.exists()

    def test_are_confirmed_by_saying_the_same(self, circle, caring):
        say(circle, caring)
        say(caring, circle)

        assert who_says_so(circle, caring) == [True, True]

    @pytest.mark.parametrize("change", [{"kind": "Merged"}, {"year": 2025}])
    def test_that_are_said_otherwise_take_a_new_yes(self, circle, caring, change):
        say(circle, caring)
        say(caring, circle)

        tie = say(circle, caring, **change)

        assert who_says_so(circle, caring) == [True, False]
        assert not confirm(tie, caring)
        assert who_says_so(circle, caring) == [True, False]

    def test_are_gone_once_the_only_one_who_said_so_takes_them_back(self, circle, caring):
        tie = say(circle, caring)

        take_back(tie, circle)

        assert not ExistingTie.objects.exists()

    @pytest.mark.parametrize("is_agreed", [True, False])
    def test_count_no_more_once_either_takes_them_back(self, circle, caring, is_agreed):
        tie = say(circle, caring)
        if is_agreed:
            confirm(tie, caring)

        take_back(tie, caring)

        assert who_says_so(circle, caring) == [True, False]
        assert not confirm(tie, caring)
        assert list(ties_of(circle.organisation)) == [tie]
        assert list(ties_of(caring.organisation)) == []

    def test_that_were_refused_are_not_asked_about_again(self, circle, caring):
        tie = say(circle, caring)
        take_back(tie, caring)
        for days in (1, 2):
            take_back(say(circle, caring, year=2020 + days, at=AT + timedelta(days=days)), circle)

        say(circle, caring, at=AT + timedelta(days=3))

        assert Notice.objects.count() == 1
        assert list(ties_of(caring.organisation)) == []

    def test_that_were_refused_count_once_who_refused_says_so(self, circle, caring):
        tie = say(circle, caring)
        take_back(tie, caring)

        say(caring, circle)

        assert who_says_so(circle, caring) == [True, True]
        assert list(ties_of(caring.organisation)) == [tie]

    def test_are_nobody_elses_to_confirm_or_to_take_back(self, circle, caring):
        tie, stranger = say(circle, caring), MemberFactory()

        assert not confirm(tie, stranger)
        take_tie_back(tie=tie, organisation=stranger.organisation, by=stranger.user, at=AT)
        with pytest.raises(NotAMemberError):
            confirm_tie(
                tie=tie,
                organisation=caring.organisation,
                by=stranger.user,
                read=(tie.kind, str(tie.year)),
                at=AT,
            )

        assert who_says_so(circle, caring) == [True, False]

    def test_are_said_of_others_only(self, circle):
        with pytest.raises(ValueError):  # noqa: PT011 - It has no words.
            say(circle, circle)

    def test_ask_no_more_than_some_at_a_time(self, circle, caring):
        for _number in range(MOST_WAITING):
            tie = ExistingTieFactory(first=circle.organisation, second=OrganisationFactory())
            tie.confirm_by(circle.organisation, AT)
            tie.save()

        with pytest.raises(TooManyTiesError):
            say(circle, caring)


class TestThePage:
    def test_asks_the_other_and_shows_how_far_it_is(self, client, circle, caring):
        client.post(OWN, SAID)
        waits = text_of(client.get(OWN))
        client.force_login(caring.user)
        other = "/account/organisations/be-caring/matching/ties/"
        asked = text_of(client.get(other))
        tie = ExistingTie.objects.get()
        client.post(f"{other}{tie.pk}/confirm/", {"read_kind": tie.kind, "read_year": "2024"})

        assert "They have not said yet whether it is so." in waits
        assert "Ran a day centre together, last in 2024." in asked
        assert "They say this. Is it so?" in asked
        assert 'name="read_year" value="2024"' in asked
        assert "You both say so, and it counts." in text_of(client.get(other))

    def test_says_when_the_words_have_changed(self, client, circle, caring):
        tie = say(caring, circle)
        say(caring, circle, year=2025)

        answer = client.post(
            f"{OWN}{tie.pk}/confirm/", {"read_kind": tie.kind, "read_year": "2024"}, follow=True
        )

        assert "They changed it meanwhile. Read it again." in text_of(answer)

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"other": ""}, "Write the name of an organisation."),
            ({"other": "Nobody"}, "No organisation here has this name."),
            ({"other": "HMR Circle"}, "This is your own organisation."),
            ({"kind": ""}, "Say what you did together."),
            ({"kind": "<b>"}, "Take out the signs"),
            ({"kind": "x" * 201}, "at most 200 characters"),
            ({"year": ""}, "Enter a year."),
            ({"year": "spring"}, "Enter a year, such as 2024."),
            ({"year": "1850"}, "greater than or equal to 1900"),
            ({"year": str(timezone.localdate().year + 1)}, "Enter a year that has begun."),
        ],
        ids=str,
    )
    def test_keeps_nothing_that_is_wrong(self, client, circle, caring, change, message):
        assert message in text_of(client.post(OWN, {**SAID, **change}))
        assert not ExistingTie.objects.exists()

    def test_takes_a_tie_off_the_list(self, client, circle, caring):
        tie = say(circle, caring)

        client.post(f"{OWN}{tie.pk}/remove/")

        assert "Nobody is on your list." in text_of(client.get(OWN))
