"""Open asks and offers, one's own, and the letters that a person may read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from portal.practices.asks.speaking import speaker_of
from portal.practices.models import AskMessage, AskOrOffer, AskThread
from portal.practices.models.asks import AskQuerySet
from portal.users.models import User


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One letter as the reader of the thread sees it; no person is named, and no address."""

    pk: int
    writer: str
    is_own: bool
    text: str
    sent_at: datetime


def open_asks(chosen: Mapping[str, object], *, today: date) -> AskQuerySet:
    """What is open, narrowed down to what was chosen."""
    asks = AskOrOffer.objects.open_on(today).select_related("organisation", "theme", "area")
    return narrowed(asks, chosen)


def narrowed(asks: AskQuerySet, chosen: Mapping[str, object]) -> AskQuerySet:
    """Those of this kind and topic, in this theme (with its children) and area (inside)."""
    for name in ("kind", "topic"):
        if chosen.get(name):
            asks = asks.filter(**{name: chosen[name]})
    for name in ("theme", "area"):
        node = chosen.get(name)
        if node:
            asks = asks.filter(**{f"{name}__path__startswith": node.path})  # type: ignore[attr-defined]  # A node of a tree.
    return asks


def own_asks(user: User) -> AskQuerySet:
    """What the person posted, or an organisation that they act for, newest first."""
    own = Q(organisation=None, posted_by=user) | Q(
        organisation__in=user.memberships.values("organisation")
    )
    return AskOrOffer.objects.filter(own).order_by("-posted_at", "-pk")


def threads_with(user: User, ask: AskOrOffer) -> QuerySet[AskThread]:
    """The threads that the person may read: who speaks for the ask all, others their own."""
    threads = ask.threads.all() if speaker_of(ask) == user else ask.threads.filter(replier=user)
    return threads.select_related("organisation").order_by("pk")


def own_thread(user: User, pk: int) -> AskThread | None:
    """The thread, if the person is one of its two; None for anybody else."""
    thread = (
        AskThread.objects.filter(pk=pk)
        .select_related("ask__organisation", "organisation", "ask__posted_by", "replier")
        .first()
    )
    if thread is None or user not in (thread.replier, speaker_of(thread.ask)):
        return None
    return thread


def received_letter(user: User, pk: int) -> AskMessage | None:
    """A letter that was written to the person; None for their own, and for those of others."""
    letters = AskMessage.objects.filter(pk=pk).exclude(author=user)
    letter = letters.select_related("thread__ask__posted_by", "thread__replier").first()
    if letter is None or user not in (letter.thread.replier, speaker_of(letter.thread.ask)):
        return None
    return letter


def letters_of(thread: AskThread, *, reader: User) -> list[Letter]:
    """The letters in the order in which they were sent, in one query."""
    return [
        Letter(
            pk=message.pk,
            writer=_("You") if message.author_id == reader.pk else writer_of(thread, message),
            is_own=message.author_id == reader.pk,
            text=message.text,
            sent_at=message.sent_at,
        )
        for message in thread.messages.order_by("sent_at", "pk")
    ]


def writer_of(thread: AskThread, message: AskMessage) -> str:
    """The organisation that the writer stands for here, or a phrase."""
    if message.author_id == thread.replier_id:
        return str(thread.organisation or _("The person who answered"))
    return str(thread.ask.organisation or _("The person who posted it"))
