"""Posts and closes asks and offers, and writes the letters that answer them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from portal.organisations.models import Area, Organisation
from portal.organisations.who_may import require_member
from portal.practices.asks.speaking import is_of, speaker_of
from portal.practices.asks.telling import tell_other_person
from portal.practices.member_enums import AskKind, AskTopic
from portal.practices.models import AskMessage, AskOrOffer, AskThread, Theme
from portal.users.models import User

MOST_IN_A_DAY = 10
"""Posts of one person."""
MOST_LETTERS_IN_AN_HOUR = 20
SENT_TWICE = timedelta(minutes=10)
"""The same words again within this time are the same button pressed again."""


class AskError(Exception):
    """An ask, offer or letter cannot be written down as asked."""


class ClosedError(AskError):
    """Nobody may answer it any more."""


class NotYoursError(AskError, PermissionDenied):
    """The person is none of the two who may write here."""


class HiddenWordsError(AskError):
    """Moderators hid exactly these words of the person."""


class TooManyError(AskError):
    """The person wrote enough for now."""


@dataclass(frozen=True, kw_only=True)
class Post:
    """What somebody asks for or offers."""

    kind: AskKind
    topic: AskTopic
    title: str
    text: str
    closes_on: date
    organisation: Organisation | None = None
    theme: Theme | None = None
    area: Area | None = None


@transaction.atomic
def post_ask(*, by: User, post: Post, at: datetime) -> AskOrOffer:
    """Show it to everybody until its last day; a button pressed twice is one post.

    Raises:
        NotAMemberError: it names an organisation of others.
        HiddenWordsError: moderators hid these words before.
        TooManyError: wait until tomorrow.
    """
    _one_at_a_time(by)
    organisation = post.organisation
    if organisation is not None:
        require_member(by, organisation)
    mine = AskOrOffer.objects.filter(posted_by=by)
    same = mine.filter(kind=post.kind, title=post.title, text=post.text)
    if same.filter(is_hidden=True).exists():
        raise HiddenWordsError
    just_now = same.filter(posted_at__gt=at - SENT_TWICE, closed_at=None).first()
    if just_now is not None:
        return just_now
    if mine.filter(posted_at__gt=at - timedelta(days=1)).count() >= MOST_IN_A_DAY:
        raise TooManyError
    return AskOrOffer.objects.create(posted_by=by, posted_at=at, **vars(post))


@transaction.atomic
def close_ask(*, ask: AskOrOffer, by: User, at: datetime) -> None:
    """Take it off the list before its day; letters stay with those who wrote them.

    Raises:
        NotYoursError: the person neither posted it nor acts for its organisation.
    """
    locked = AskOrOffer.objects.select_for_update().get(pk=ask.pk)
    if not is_of(locked, by):
        raise NotYoursError
    if locked.closed_at is None:
        locked.closed_at = at
        locked.save(update_fields=["closed_at"])


@transaction.atomic
def answer_ask(*, ask: AskOrOffer, by: User, text: str, at: datetime, today: date) -> AskThread:
    """Write a first private letter to whoever posted it.

    Raises:
        ClosedError: it is closed or hidden.
        NotYoursError: nobody answers themselves.
        TooManyError: wait an hour.
    """
    locked = AskOrOffer.objects.select_for_update().get(pk=ask.pk)
    if not locked.is_open(today):
        raise ClosedError
    if is_of(locked, by):
        raise NotYoursError
    own = Organisation.objects.filter(memberships__user=by).order_by("name").first()
    thread, _is_new = AskThread.objects.get_or_create(
        ask=locked, replier=by, defaults={"organisation": own}
    )
    write_letter(thread=thread, by=by, text=text, at=at)
    return thread


@transaction.atomic
def write_letter(*, thread: AskThread, by: User, text: str, at: datetime) -> AskMessage:
    """Write to the other person of the thread; a button pressed twice is one letter.

    Raises:
        NotYoursError: the person is none of the two.
        TooManyError: wait an hour.
    """
    _one_at_a_time(by)
    if by not in (thread.replier, speaker_of(thread.ask)):
        raise NotYoursError
    same = AskMessage.objects.filter(thread=thread, author=by, text=text)
    just_now = same.filter(sent_at__gt=at - SENT_TWICE).first()
    if just_now is not None:
        return just_now
    lately = AskMessage.objects.filter(author=by, sent_at__gt=at - timedelta(hours=1))
    if lately.count() >= MOST_LETTERS_IN_AN_HOUR:
        raise TooManyError
    letter = AskMessage.objects.create(thread=thread, author=by, text=text, sent_at=at)
    tell_other_person(letter, at=at)
    return letter


def _one_at_a_time(person: User) -> None:
    # So that two requests cannot pass a limit together.
    User.objects.select_for_update().get(pk=person.pk)
