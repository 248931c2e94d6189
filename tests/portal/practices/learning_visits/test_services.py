"""A host never takes in more people than fit on a day, and each side speaks for itself."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import IntegrityError

from portal.organisations.who_may import NotAMemberError
from portal.practices.learning_visits.selectors import own_visit, places_left
from portal.practices.learning_visits.services import (
    MOST_OPEN,
    FullError,
    NotOpenError,
    NotYoursError,
    TooManyError,
    Wish,
    WrongStepError,
    answer_visit,
    ask_to_visit,
    cancel_visit,
    give_feedback,
    offer_to_host,
)
from portal.practices.member_enums import VisitStatus
from portal.practices.models import LearningVisit, VisitHost
from tests.factories.adoptions import MemberFactory
from tests.factories.learning_visits import LearningVisitFactory, VisitHostFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def day(number):
    return date(2026, 5, number)


def noon(number):
    return datetime.combine(day(number), time(12), UTC)


def wish(first=4, last=5, people=4):
    return Wish(text="To see.", people=people, first_day=day(first), last_day=day(last))


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def host(member):
    return VisitHostFactory(organisation=member.organisation, capacity=10)


class TestOfferToHost:
    def test_is_changed_by_saying_it_again(self, member):
        say = {"organisation": member.organisation, "by": member.user, "shows": "All."}

        for capacity in (5, 8):
            offer_to_host(**say, capacity=capacity, is_open=True)

        assert VisitHost.objects.get().capacity == 8

    def test_is_not_for_others(self, member):
        with pytest.raises(NotAMemberError):
            offer_to_host(
                organisation=OrganisationFactory(),
                by=member.user,
                shows="All.",
                capacity=1,
                is_open=True,
            )


class TestPlacesLeft:
    def test_are_those_of_the_fullest_day(self, host):
        LearningVisitFactory(host=host, people=4, first_day=day(4), last_day=day(5))
        LearningVisitFactory(host=host, people=3, first_day=day(5), last_day=day(6))
        LearningVisitFactory(host=host, people=9, asked=True)
        LearningVisitFactory(people=9)

        left = [
            places_left(host, day(first), day(last)) for first, last in ((4, 4), (4, 6), (6, 9))
        ]

        assert left == [6, 3, 7]

    @pytest.mark.parametrize("total", [1, 9])
    def test_are_counted_in_one_query(self, host, django_assert_num_queries, total):
        LearningVisitFactory.create_batch(total, host=host, people=1)

        with django_assert_num_queries(1):
            places_left(host, day(1), day(9))


class TestAskToVisit:
    def test_twice_is_one_request(self, host):
        person = UserFactory()

        for _press in range(2):
            ask_to_visit(host=host, by=person, wish=wish(), at=AT)

        assert LearningVisit.objects.get().status == VisitStatus.ASKED

    def test_needs_room(self, host):
        LearningVisitFactory(host=host, people=8)

        with pytest.raises(FullError):
            ask_to_visit(host=host, by=UserFactory(), wish=wish(people=3), at=AT)

    @pytest.mark.parametrize("how", ["closed", "own"])
    def test_needs_an_open_host_of_others(self, host, member, how):
        person = member.user if how == "own" else UserFactory()
        VisitHost.objects.update(is_open=how == "own")

        with pytest.raises(NotOpenError):
            ask_to_visit(host=host, by=person, wish=wish(), at=AT)

    def test_has_a_limit_of_open_requests(self, host):
        person = UserFactory()
        for _number in range(MOST_OPEN):
            LearningVisitFactory(visitor=person, asked=True)

        with pytest.raises(TooManyError):
            ask_to_visit(host=host, by=person, wish=wish(), at=AT)


class TestAnswerVisit:
    def test_keeps_the_words_of_the_host_and_stands(self, host, member):
        visit = LearningVisitFactory(host=host, asked=True)
        answer = {"visit": visit, "by": member.user, "words": "Ring the bell.", "at": AT}

        kept = answer_visit(**answer, is_accepted=True)

        assert (kept.status, kept.answer) == (VisitStatus.ACCEPTED, "Ring the bell.")
        with pytest.raises(WrongStepError):
            answer_visit(**answer, is_accepted=False)

    def test_gives_the_last_places_once(self, host, member):
        first, second = (
            LearningVisitFactory(host=host, people=6, asked=True) for _number in range(2)
        )
        answer_visit(visit=first, by=member.user, is_accepted=True, words="", at=AT)

        with pytest.raises(FullError):
            answer_visit(visit=second, by=member.user, is_accepted=True, words="", at=AT)

    def test_is_the_hosts(self, host):
        visit = LearningVisitFactory(host=host, asked=True)

        with pytest.raises(NotAMemberError):
            answer_visit(visit=visit, by=visit.visitor, is_accepted=True, words="", at=AT)


class TestCancelVisit:
    def test_frees_the_places(self, host):
        visit = LearningVisitFactory(host=host, people=10)

        cancel_visit(visit=visit, by=visit.visitor, at=AT)

        assert places_left(host, day(4), day(5)) == 10

    def test_is_for_who_asked(self, host, member):
        with pytest.raises(NotYoursError):
            cancel_visit(visit=LearningVisitFactory(host=host), by=member.user, at=AT)


class TestGiveFeedback:
    def test_waits_until_the_visit(self):
        visit = LearningVisitFactory()
        say = {"visit": visit, "by": visit.visitor, "text": "It works."}

        with pytest.raises(WrongStepError):
            give_feedback(**say, at=noon(3))
        give_feedback(**say, at=noon(4))

        assert LearningVisit.objects.get().feedback == "It works."

    def test_is_for_who_came(self, host, member):
        with pytest.raises(NotYoursError):
            give_feedback(
                visit=LearningVisitFactory(host=host), by=member.user, text="So.", at=noon(9)
            )


class TestOwnVisit:
    def test_is_for_its_two_sides_now(self, host, member):
        visit = LearningVisitFactory(host=host)

        sides = [own_visit(person, visit.pk) for person in (member.user, visit.visitor)]
        assert [side.is_host for side in sides] == [True, False]
        assert own_visit(MemberFactory().user, visit.pk) is None
        person = member.user
        member.delete()
        assert own_visit(person, visit.pk) is None


class TestModels:
    @pytest.mark.parametrize(
        "fields",
        [
            {"status": "magic"},
            {"people": 0},
            {"wish": ""},
            {"last_day": day(1)},
            {"status": "asked", "feedback": "So."},
        ],
        ids=str,
    )
    def test_refuse_what_contradicts_itself_even_from_sql(self, fields):
        visit = LearningVisitFactory()

        with pytest.raises(IntegrityError):
            LearningVisit.objects.filter(pk=visit.pk).update(**fields)

    @pytest.mark.parametrize("fields", [{"capacity": 0}, {"capacity": 201}, {"shows": ""}], ids=str)
    def test_refuse_a_host_that_cannot_host(self, fields):
        host = VisitHostFactory()

        with pytest.raises(IntegrityError):
            VisitHost.objects.filter(pk=host.pk).update(**fields)

    def test_read_as_lines_without_what_is_private(self):
        visit = LearningVisitFactory(wish="Secret.")

        assert "Secret" not in str(visit)
        assert str(visit).endswith("2026-05-04: Agreed")
