"""What a digest says, from its frozen items and what is public at this moment."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.subscriptions.enums import Cadence, MailFormat, OpeningKind
from portal.subscriptions.frozen_items import FrozenItem, FrozenItems
from portal.subscriptions.mail.desk import Desk, FollowedTopic
from portal.subscriptions.mail.items import MailItem, MailOpening
from portal.subscriptions.mail.links import not_for_me_url
from portal.subscriptions.models import Delivery

MOST_IN_A_GROUP = 10
"""Practices listed for one interest; the rest is a link, so that no mail program cuts it off."""

MOST_IN_A_MAIL = 30
MOST_GROUPS = 20
"""For the same reason: with these the longest titles and summaries stay under 100 kB."""

MOST_ALSO_IN = 3
"""Other interests named with an item; who follows hundreds has many that overlap."""

ORDER = ("", OpeningKind.EVENT, OpeningKind.ASK, OpeningKind.TENDER)
"""Practices, then what can be taken part in: of the interests, and in the heading."""

_AlsoIn = dict[tuple[str, int], tuple[str, ...]]
"""Practice or opening -> titles of the reader's other interests that it belongs to."""


@dataclass(frozen=True, kw_only=True)
class MailGroup:
    """What is new for one interest."""

    title: str
    url: str
    items: tuple[MailItem | MailOpening, ...]
    more: int = 0


@dataclass(frozen=True, kw_only=True)
class DigestContent:
    """Everything that a digest says."""

    heading: str
    groups: tuple[MailGroup, ...]
    elsewhere: tuple[MailItem, ...]
    reasons: tuple[str, ...]
    more_interests: int
    """Interests with news that have no place in the mail."""
    cadence: Cadence


@dataclass(frozen=True, kw_only=True)
class _Section:
    topic: FollowedTopic
    items: tuple[FrozenItem, ...]


def digest_content(delivery: Delivery, desk: Desk) -> DigestContent | None:
    """What the mail says now; None when nothing that it was to tell is still public and wanted.

    Interests in practices come first, each kind in the order of the alphabet. A practice that
    belongs to several is told under the first and named as belonging to the others.
    """
    reader = _Reader(delivery, desk)
    sections = reader.sections()
    if not sections:
        return None
    told = _each_once(sections)
    shown = told[:MOST_GROUPS]
    cadence = Cadence(delivery.cadence)
    groups = tuple(reader.groups(shown))
    items = [item for section, _also_in in told for item in section.items]
    return DigestContent(
        heading=_heading(cadence, groups, Counter(item.about[0] for item in items)),
        groups=groups,
        more_interests=len(told) - len(shown),
        elsewhere=tuple(reader.elsewhere()),
        reasons=tuple(_reason(section.topic, cadence) for section in sections[:MOST_GROUPS]),
        cadence=cadence,
    )


class _Reader:
    """What one mail was to tell, and what of it its reader may and wants to hear now."""

    def __init__(self, delivery: Delivery, desk: Desk) -> None:
        self._subscriber = delivery.subscriber
        self._frozen = FrozenItems.from_json(delivery.items)
        self._topics = desk.topics
        self._practices = desk.practices_for(delivery)
        self._openings = desk.openings_for(delivery)
        self._tellable = desk.tellable_to(delivery)
        self._is_short = delivery.subscriber.mail_format == MailFormat.EASY_READ

    def sections(self) -> list[_Section]:
        """Interests that are still followed, each with what is new, in their order."""
        left = self._frozen.left(tellable=self._tellable, subscription_ids=self._topics.keys())
        sections = [
            _Section(topic=self._topics[group.subscription_id], items=group.items) for group in left
        ]
        return sorted(sections, key=_place)

    def groups(self, told: Sequence[tuple[_Section, _AlsoIn]]) -> Iterator[MailGroup]:
        """The more interests there are, the fewer practices of each are listed."""
        most = min(MOST_IN_A_GROUP, max(1, MOST_IN_A_MAIL // len(told)))
        for section, also_in in told:
            items = tuple(self._told(item, also_in[item.about]) for item in section.items[:most])
            yield MailGroup(
                title=section.topic.title,
                url=section.topic.url,
                items=items,
                more=len(section.items) - len(items),
            )

    def elsewhere(self) -> Iterator[MailItem]:
        """One practice from another sector and one from another area, where there is one."""
        labels = {
            self._frozen.other_sector_id: _("From another sector"),
            self._frozen.other_area_id: _("From another area"),
        }
        for practice_id, label in labels.items():
            if practice_id is not None and practice_id in self._practices:
                yield self._item(practice_id, label, ())

    def _told(self, item: FrozenItem, also_in: tuple[str, ...]) -> MailItem | MailOpening:
        label = str(item.kind.label)
        if item.practice_id is not None:
            return self._item(item.practice_id, label, also_in)
        return MailOpening(
            opening=self._openings[item.about],
            label=label,
            also_in=also_in,
            not_for_me_url=not_for_me_url(self._subscriber, item.about),
        )

    def _item(self, practice_id: int, label: str, also_in: tuple[str, ...]) -> MailItem:
        return MailItem(
            practice=self._practices[practice_id],
            label=label,
            also_in=also_in,
            is_short=self._is_short,
            not_for_me_url=not_for_me_url(self._subscriber, ("", practice_id)),
        )


def _place(section: _Section) -> tuple[int, str]:
    kind = section.items[0].about[0]
    return ORDER.index(kind), section.topic.title.casefold()


def _each_once(sections: Iterable[_Section]) -> list[tuple[_Section, _AlsoIn]]:
    """Each practice or opening under the first of its interests, with the titles of the others."""
    belongs: dict[tuple[str, int], list[FollowedTopic]] = {}
    for section in sections:
        for item in section.items:
            belongs.setdefault(item.about, []).append(section.topic)
    told = []
    for section in sections:
        own = [item for item in section.items if belongs[item.about][0] is section.topic]
        also_in = {item.about: _titles(belongs[item.about][1:]) for item in own}
        if own:
            told.append((replace(section, items=tuple(own)), also_in))
    return told


def _titles(topics: Sequence[FollowedTopic]) -> tuple[str, ...]:
    """The first of them by name, and how many there are besides."""
    named = tuple(topic.title for topic in topics[:MOST_ALSO_IN])
    more = len(topics) - len(named)
    if not more:
        return named
    words = ngettext("%d more of your interests", "%d more of your interests", more)
    return (*named, words % more)


def _heading(cadence: Cadence, groups: Sequence[MailGroup], numbers: Counter[str]) -> str:
    """``numbers`` says how many there are of each kind of opening, and under "" of practices."""
    if cadence == Cadence.IMMEDIATE:
        first = groups[0].items[0]
        return f"{first.label}: {first.title}"
    templates = {
        Cadence.DAILY: _("Your daily update: %s"),
        Cadence.WEEKLY: _("Your weekly update: %s"),
        Cadence.MONTHLY: _("Your monthly update: %s"),
    }
    words = {
        "": ngettext("%d practice", "%d practices", numbers[""]),
        OpeningKind.EVENT: ngettext("%d event", "%d events", numbers[OpeningKind.EVENT]),
        OpeningKind.ASK: ngettext(
            "%d ask or offer", "%d asks and offers", numbers[OpeningKind.ASK]
        ),
        OpeningKind.TENDER: ngettext("%d tender", "%d tenders", numbers[OpeningKind.TENDER]),
    }
    told = [words[kind] % numbers[kind] for kind in ORDER if numbers[kind]]
    return templates[cadence] % ", ".join(told)


def _reason(topic: FollowedTopic, cadence: Cadence) -> str:
    """Why this person gets this mail: one sentence for each interest in it."""
    return _("On %(date)s you asked for emails about: %(interest)s (%(cadence)s).") % {
        "date": _in_words(localtime(topic.started_at).date(), get_language() or ""),
        "interest": topic.title,
        "cadence": str(cadence.label).lower(),
    }


@lru_cache(maxsize=1_000)
def _in_words(day: date, _language: str) -> str:
    return date_format(day, "j F Y")
