"""What a digest says, from its frozen items and what is public at this moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.practices.models import PracticePage
from portal.subscriptions.enums import Cadence
from portal.subscriptions.frozen_items import FrozenGroup, FrozenItem, FrozenItems
from portal.subscriptions.interests import Interest
from portal.subscriptions.mail.links import absolute
from portal.subscriptions.models import Delivery, Subscription

MOST_IN_A_GROUP = 10
"""Practices listed for one interest; the rest is a link, so that no mail program cuts it off."""


@dataclass(frozen=True, kw_only=True)
class MailItem:
    """One practice as a mail shows it."""

    title: str
    url: str
    summary: str
    organisation: str
    area: str
    evidence: str
    label: str
    also_in: tuple[str, ...] = ()
    is_example: bool = False


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
    title: str
    url: str
    items: tuple[FrozenItem, ...]


def digest_content(delivery: Delivery) -> DigestContent | None:
    """What the mail says now; None when nothing that it was to tell is still public and wanted.

    Interests come in the order of the alphabet. A practice that belongs to several is told under
    the first and named as belonging to the others.
    """
    frozen = FrozenItems.from_json(delivery.items)
    practices = _public_practices(frozen.practice_ids)
    live = _live_subscriptions(frozen.groups)
    sections = _sections(frozen.groups, live, practices)
    if not sections:
        return None
    groups = tuple(_mail_groups(sections, practices))
    return DigestContent(
        heading=_heading(delivery, groups),
        groups=groups,
        elsewhere=tuple(_elsewhere(frozen, practices)),
        reasons=tuple(_reasons(live.values(), Cadence(delivery.cadence))),
        cadence=Cadence(delivery.cadence),
    )


def _public_practices(ids: Iterable[int]) -> dict[int, PracticePage]:
    practices = PracticePage.objects.visible_to_all().filter(pk__in=list(ids))
    practices = practices.select_related("lead_organisation").prefetch_related("areas")
    return {practice.pk: practice for practice in practices}


def _live_subscriptions(groups: Iterable[FrozenGroup]) -> dict[int, Subscription]:
    ids = [group.subscription_id for group in groups]
    return Subscription.objects.live().select_related("topic").in_bulk(ids)


def _sections(
    groups: Iterable[FrozenGroup],
    live: Mapping[int, Subscription],
    practices: Mapping[int, PracticePage],
) -> list[_Section]:
    sections = []
    for group in groups:
        items = tuple(item for item in group.items if item.practice_id in practices)
        if items and group.subscription_id in live:
            interest = Interest.of_topic(live[group.subscription_id].topic)
            url = absolute(interest.get_absolute_url())
            sections.append(_Section(title=interest.title, url=url, items=items))
    return sorted(sections, key=lambda section: section.title.casefold())


def _mail_groups(
    sections: list[_Section], practices: Mapping[int, PracticePage]
) -> Iterable[MailGroup]:
    titles: dict[int, list[str]] = {}
    for section in sections:
        for item in section.items:
            titles.setdefault(item.practice_id, []).append(section.title)
    for section in sections:
        own = [item for item in section.items if titles[item.practice_id][0] == section.title]
        shown = own[:MOST_IN_A_GROUP]
        if shown:
            yield MailGroup(
                title=section.title,
                url=section.url,
                items=tuple(
                    _mail_item(
                        practices[item.practice_id],
                        label=str(item.kind.label),
                        also_in=tuple(titles[item.practice_id][1:]),
                    )
                    for item in shown
                ),
                more=len(own) - len(shown),
            )


def _elsewhere(frozen: FrozenItems, practices: Mapping[int, PracticePage]) -> Iterable[MailItem]:
    labels = {
        frozen.other_sector_id: _("From another sector"),
        frozen.other_area_id: _("From another area"),
    }
    for practice_id, label in labels.items():
        if practice_id is not None and practice_id in practices:
            yield _mail_item(practices[practice_id], label=label)


def _mail_item(practice: PracticePage, *, label: str, also_in: tuple[str, ...] = ()) -> MailItem:
    return MailItem(
        title=practice.title,
        url=absolute(practice.get_url() or ""),
        summary=practice.summary,
        organisation=str(practice.lead_organisation or ""),
        area=", ".join(area.name for area in practice.areas.all()),
        evidence=practice.evidence_sentence,
        label=label,
        also_in=also_in,
        is_example=practice.is_example,
    )


def _heading(delivery: Delivery, groups: Iterable[MailGroup]) -> str:
    items = [item for group in groups for item in group.items]
    if delivery.cadence == Cadence.IMMEDIATE:
        return f"{items[0].label}: {items[0].title}"
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
    return templates[Cadence(delivery.cadence)] % total


def _reasons(subscriptions: Iterable[Subscription], cadence: Cadence) -> Iterable[str]:
    """Why this person gets this mail: one sentence for each interest in it."""
    for subscription in sorted(subscriptions, key=lambda each: each.pk):
        yield _("On %(date)s you asked for emails about: %(interest)s (%(cadence)s).") % {
            "date": _in_words(subscription.started_at),
            "interest": Interest.of_topic(subscription.topic).title,
            "cadence": str(cadence.label).lower(),
        }


def _in_words(at: datetime) -> str:
    return date_format(localtime(at), "j F Y")
