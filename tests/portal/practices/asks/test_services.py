"""Asks and offers are open until their day; letters are between two people."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError

from portal.organisations.models.membership import MembershipRole
from portal.organisations.who_may import NotAMemberError
from portal.practices.asks.selectors import (
    letters_of,
    open_asks,
    own_asks,
    own_thread,
    received_letter,
    threads_with,
)
from portal.practices.asks.services import (
    MOST_IN_A_DAY,
    MOST_LETTERS_IN_AN_HOUR,
    ClosedError,
    HiddenWordsError,
    NotYoursError,
    Post,
    TooManyError,
    answer_ask,
    close_ask,
    post_ask,
    write_letter,
)
from portal.practices.asks.speaking import speaker_of
from portal.practices.member_enums import AskKind, AskTopic
from portal.practices.models import AskOrOffer
from portal.users.models import Notice
from tests.factories.adoptions import MemberFactory
from tests.factories.asks import AskFactory, AskMessageFactory, AskThreadFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.practices import ThemeFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
TODAY = date(2026, 3, 1)


def post(title="An evaluator", **fields):
    return Post(
        kind=AskKind.ASK,
        topic=AskTopic.EVALUATOR,
        title=title,
        text="For a trial.",
        closes_on=TODAY + timedelta(days=30),
        **fields,
    )


class TestPostAsk:
    def test_twice_is_one_post(self):
        person = UserFactory()

        for _press in range(2):
            post_ask(by=person, post=post(), at=AT)

        assert AskOrOffer.objects.get().posted_by == person

    @pytest.mark.parametrize("later", [timedelta(minutes=11), timedelta(days=200)])
    def test_is_posted_again_at_a_later_time(self, later):
        person = UserFactory()
        close_ask(ask=post_ask(by=person, post=post(), at=AT), by=person, at=AT)

        again = post_ask(by=person, post=post(), at=AT + later)

        assert list(open_asks({}, today=TODAY)) == [again]

    def test_refuses_the_words_that_moderators_hid(self):
        person = UserFactory()
        AskOrOffer.objects.filter(pk=post_ask(by=person, post=post(), at=AT).pk).update(
            is_hidden=True
        )

        with pytest.raises(HiddenWordsError):
            post_ask(by=person, post=post(), at=AT + timedelta(days=1))

    def test_names_no_organisation_of_others(self):
        with pytest.raises(NotAMemberError):
            post_ask(by=UserFactory(), post=post(organisation=OrganisationFactory()), at=AT)

    def test_has_a_limit_for_a_day(self):
        person = UserFactory()
        for number in range(MOST_IN_A_DAY):
            post_ask(by=person, post=post(title=f"Thing {number}"), at=AT)

        with pytest.raises(TooManyError):
            post_ask(by=person, post=post(title="More"), at=AT + timedelta(hours=23))
        assert post_ask(by=person, post=post(title="More"), at=AT + timedelta(days=1))


class TestOpenAsks:
    def test_are_neither_over_nor_closed_nor_hidden(self):
        last_day = AskFactory(closes_on=TODAY)
        AskFactory(closes_on=TODAY - timedelta(days=1))
        AskFactory(is_hidden=True)
        closed = AskFactory()
        close_ask(ask=closed, by=closed.posted_by, at=AT)

        assert list(open_asks({}, today=TODAY)) == [last_day]

    def test_are_narrowed_down_with_what_lies_inside(self):
        theme, area = ThemeFactory(), AreaFactory()
        inside = {"theme": ThemeFactory(parent=theme), "area": AreaFactory(parent=area)}
        found = AskFactory(kind=AskKind.OFFER, topic=AskTopic.MENTOR, **inside)
        AskFactory()
        chosen = {"kind": "offer", "topic": "mentor", "theme": theme, "area": area}

        for name, value in chosen.items():
            assert list(open_asks({name: value}, today=TODAY)) == [found]

    @pytest.mark.parametrize("total", [1, 9])
    def test_are_read_in_one_query(self, django_assert_num_queries, total):
        for _number in range(total):
            AskFactory(organisation=OrganisationFactory())

        with django_assert_num_queries(1):
            [str(ask.organisation) for ask in open_asks({}, today=TODAY)]


class TestAskOfAnOrganisation:
    """It goes on when the person who posted it leaves."""

    @pytest.fixture
    def poster(self):
        return MemberFactory(role=MembershipRole.EDITOR)

    @pytest.fixture
    def owner(self, poster):
        return MemberFactory(organisation=poster.organisation, role=MembershipRole.OWNER)

    @pytest.fixture
    def ask(self, poster):
        return AskFactory(organisation=poster.organisation, posted_by=poster.user)

    def test_is_closed_by_any_member(self, ask, owner):
        close_ask(ask=ask, by=owner.user, at=AT)

        assert list(own_asks(owner.user)) == [ask]
        assert not open_asks({}, today=TODAY).exists()

    def test_is_closed_by_no_stranger_and_nobody_who_left(self, ask, poster):
        poster.delete()

        for person in (poster.user, MemberFactory().user):
            with pytest.raises(NotYoursError):
                close_ask(ask=ask, by=person, at=AT)
            assert not own_asks(person).exists()

    def test_is_answered_to_who_posted_it_while_they_act_for_it(self, ask, poster, owner):
        thread = AskThreadFactory(ask=ask)

        assert own_thread(poster.user, thread.pk) == thread
        assert own_thread(owner.user, thread.pk) is None

    def test_is_answered_to_an_owner_once_they_left(self, ask, poster, owner):
        thread = AskThreadFactory(ask=ask)
        letter = AskMessageFactory(thread=thread, author=thread.replier)
        poster.delete()

        assert speaker_of(ask) == owner.user
        assert list(threads_with(owner.user, ask)) == [thread]
        assert received_letter(owner.user, letter.pk) == letter
        assert own_thread(poster.user, thread.pk) is None
        write_letter(thread=thread, by=owner.user, text="We can.", at=AT)
        with pytest.raises(NotYoursError):
            write_letter(thread=thread, by=poster.user, text="Me too.", at=AT)

    def test_is_not_answered_by_its_own_people(self, ask, owner):
        with pytest.raises(NotYoursError):
            answer_ask(ask=ask, by=owner.user, text="We can.", at=AT, today=TODAY)


class TestAnswerAsk:
    def test_begins_one_thread_with_the_organisation_of_who_answers(self):
        ask, member = AskFactory(), MemberFactory()

        for _press in range(2):
            thread = answer_ask(ask=ask, by=member.user, text="We can.", at=AT, today=TODAY)

        assert thread.organisation == member.organisation
        assert Notice.objects.get().person == ask.posted_by
        assert [letter.writer for letter in letters_of(thread, reader=ask.posted_by)] == [
            str(member.organisation)
        ]

    @pytest.mark.parametrize("how", ["closed", "hidden", "over"])
    def test_needs_one_that_is_open(self, how):
        fields = {
            "closed": {"closed_at": AT},
            "hidden": {"is_hidden": True},
            "over": {"closes_on": TODAY - timedelta(days=1)},
        }
        ask = AskFactory(**fields[how])

        with pytest.raises(ClosedError):
            answer_ask(ask=ask, by=UserFactory(), text="We can.", at=AT, today=TODAY)

    def test_is_not_for_who_posted_it(self):
        ask = AskFactory()

        with pytest.raises(NotYoursError):
            answer_ask(ask=ask, by=ask.posted_by, text="I can.", at=AT, today=TODAY)


class TestLetters:
    def test_go_both_ways_and_no_further(self):
        thread = AskThreadFactory()
        write_letter(thread=thread, by=thread.replier, text="We can.", at=AT)
        write_letter(thread=thread, by=thread.ask.posted_by, text="Thank you.", at=AT)

        with pytest.raises(NotYoursError):
            write_letter(thread=thread, by=UserFactory(), text="Me too.", at=AT)
        assert [letter.writer for letter in letters_of(thread, reader=thread.replier)] == [
            "You",
            "The person who posted it",
        ]

    def test_are_mailed_again_when_they_are_written_again(self):
        thread = AskThreadFactory()
        for at in (AT, AT + timedelta(minutes=1), AT + timedelta(days=1)):
            write_letter(thread=thread, by=thread.replier, text="Thank you.", at=at)

        due = list(Notice.objects.order_by("pk").values_list("written_at", flat=True))

        assert due == [AT, AT + timedelta(days=1)]

    def test_are_read_by_their_two_people_alone(self):
        thread = AskThreadFactory()
        other = AskThreadFactory(ask=thread.ask)

        assert own_thread(UserFactory(), thread.pk) is None
        assert own_thread(other.replier, thread.pk) is None
        assert list(threads_with(other.replier, thread.ask)) == [other]
        assert list(threads_with(thread.ask.posted_by, thread.ask)) == [thread, other]

    def test_have_a_limit_for_an_hour(self):
        thread = AskThreadFactory()
        for number in range(MOST_LETTERS_IN_AN_HOUR):
            write_letter(thread=thread, by=thread.replier, text=f"{number}", at=AT)

        with pytest.raises(TooManyError):
            write_letter(thread=thread, by=thread.replier, text="More.", at=AT)


class TestCloseAsk:
    def test_is_for_who_posted_it(self):
        with pytest.raises(NotYoursError):
            close_ask(ask=AskFactory(), by=UserFactory(), at=AT)


class TestModels:
    @pytest.mark.parametrize("fields", [{"kind": "magic"}, {"topic": "x"}, {"title": ""}], ids=str)
    def test_refuse_what_is_unknown_even_from_sql(self, fields):
        ask = AskFactory()

        with pytest.raises(IntegrityError):
            AskOrOffer.objects.filter(pk=ask.pk).update(**fields)

    def test_read_as_lines_without_letters(self):
        message = AskMessageFactory(text="Secret.")

        assert "Secret" not in f"{message} {message.thread}"
        assert str(message.thread.ask) == message.thread.ask.title
