"""What a digest says, from its frozen items and what is public at this moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.subscriptions.enums import Cadence, MailFormat
from portal.subscriptions.frozen_items import FrozenItem, FrozenItems
from portal.subscriptions.mail.desk import Desk, FollowedTopic
from portal.subscriptions.mail.shelf import PracticeFacts
from portal.subscriptions.models import Delivery

MOST_IN_A_GROUP = 10
"""Practices listed for one interest; the rest is a link, so that no mail program cuts it off."""


@dataclass(frozen=True, kw_only=True)
class MailItem:
    """One practice, and why it is in this mail."""

    practice: PracticeFacts
    label: str
    also_in: tuple[str, ...] = ()
    is_short: bool = False
    """For people who want it short, with Easy Read where there is one."""

    @property
    def html(self) -> SafeString:
        """The item in the HTML part, in the language of the mail."""
        return _rendered("email/digest/item.html", self, get_language() or "")

    @property
    def text(self) -> SafeString:
        """The item in the plain part, in the language of the mail."""
        return _rendered("email/digest/item.txt", self, get_language() or "")


@lru_cache(maxsize=4_000)
def _rendered(template: str, item: MailItem, _language: str) -> SafeString:
    # Thousands of mails of a run show the same items, and an item is all that the template reads.
    return render_to_string(template, {"item": item})


@dataclass(frozen=True, kw_only=True)
class MailGroup:
    """What is new for one interest."""

    title: str
    url: str
    items: tuple[MailItem, ...]
    more: int = 0


@dataclass(frozen=True, kw_only=True)
class DigestContent:
    """Everything that a digest says."""

    heading: str
    groups: tuple[MailGroup, ...]
    elsewhere: tuple[MailItem, ...]
    reasons: tuple[str, ...]
    cadence: Cadence


@dataclass(frozen=True, kw_only=True)
class _Section:
    topic: FollowedTopic
    items: tuple[FrozenItem, ...]


def digest_content(delivery: Delivery, desk: Desk) -> DigestContent | None:
    """What the mail says now; None when nothing that it was to tell is still public and wanted.

    Interests come in the order of the alphabet. A practice that belongs to several is told under
    the first and named as belonging to the others.
    """
    frozen = FrozenItems.from_json(delivery.items)
    sections = _sections(frozen, desk)
    if not sections:
        return None
    cadence = Cadence(delivery.cadence)
    is_short = delivery.subscriber.mail_format == MailFormat.EASY_READ
    groups = tuple(_mail_groups(sections, desk.practices, is_short=is_short))
    return DigestContent(
        heading=_heading(cadence, groups),
        groups=groups,
        elsewhere=tuple(_elsewhere(frozen, desk.practices, is_short=is_short)),
        reasons=tuple(_reason(section.topic, cadence) for section in sections),
        cadence=cadence,
    )


def _sections(frozen: FrozenItems, desk: Desk) -> list[_Section]:
    sections = []
    for group in frozen.groups:
        items = tuple(item for item in group.items if item.practice_id in desk.practices)
        if items and group.subscription_id in desk.topics:
            sections.append(_Section(topic=desk.topics[group.subscription_id], items=items))
    return sorted(sections, key=lambda section: section.topic.title.casefold())


def _mail_groups(
    sections: list[_Section], practices: Mapping[int, PracticeFacts], *, is_short: bool
) -> Iterable[MailGroup]:
    belongs: dict[int, list[FollowedTopic]] = {}
    for section in sections:
        for item in section.items:
            belongs.setdefault(item.practice_id, []).append(section.topic)
    for section in sections:
        own = [item for item in section.items if belongs[item.practice_id][0] is section.topic]
        shown = own[:MOST_IN_A_GROUP]
        if shown:
            yield MailGroup(
                title=section.topic.title,
                url=section.topic.url,
                items=tuple(
                    MailItem(
                        practice=practices[item.practice_id],
                        label=str(item.kind.label),
                        also_in=tuple(topic.title for topic in belongs[item.practice_id][1:]),
                        is_short=is_short,
                    )
                    for item in shown
                ),
                more=len(own) - len(shown),
            )


def _elsewhere(
    frozen: FrozenItems, practices: Mapping[int, PracticeFacts], *, is_short: bool
) -> Iterable[MailItem]:
    labels = {
        frozen.other_sector_id: _("From another sector"),
        frozen.other_area_id: _("From another area"),
    }
    for practice_id, label in labels.items():
        if practice_id is not None and practice_id in practices:
            yield MailItem(practice=practices[practice_id], label=label, is_short=is_short)


def _heading(cadence: Cadence, groups: Iterable[MailGroup]) -> str:
    items = [item for group in groups for item in group.items]
    if cadence == Cadence.IMMEDIATE:
        return f"{items[0].label}: {items[0].practice.title}"
    total = len(items) + sum(group.more for group in groups)
    templates = {
        Cadence.DAILY: ngettext(
            "Your daily update: %d practice", "Your daily update: %d practices", total
        ),
        Cadence.WEEKLY: ngettext(
            "Your weekly update: %d practice", "Your weekly update: %d practices", total
        ),
        Cadence.MONTHLY: ngettext(
            "Your monthly update: %d practice", "Your monthly update: %d practices", total
        ),
    }
    return templates[cadence] % total


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
