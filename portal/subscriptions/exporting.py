"""Everything that is kept about one subscriber, in plain values (UK GDPR, Articles 15 and 20)."""

from datetime import datetime
from typing import Any

from portal.subscriptions.frozen_items import FrozenItems
from portal.subscriptions.interests import Interest
from portal.subscriptions.mail.desk import is_digest
from portal.subscriptions.models import ConsentRecord, Delivery, Subscriber, Subscription
from portal.subscriptions.selectors import names_of, set_aside_of


def everything_about(subscriber: Subscriber, *, at: datetime) -> dict[str, Any]:
    """The person, what they follow and followed, what they agreed to, and what they were sent."""
    subscriptions = subscriber.subscriptions.select_related("topic").order_by("pk")
    consents = subscriber.consents.select_related("topic").order_by("pk")
    return {
        "email": subscriber.email,
        "state": subscriber.state,
        "why_not_written_to": subscriber.suppressed_reason,
        "language": subscriber.locale,
        "time_zone": subscriber.tz,
        "digests_at": subscriber.send_at,
        "weekly_digests_on_iso_weekday": subscriber.weekday,
        "monthly_digests_on_day": subscriber.month_day,
        "format": subscriber.mail_format,
        "paused_until": subscriber.pause_ends_on,
        "first_seen": subscriber.created_at,
        "interests": [_interest(row) for row in subscriptions],
        "consents": [_consent(row) for row in consents],
        "not_for_me": [
            {"about": thing.title, "since": thing.at} for thing in set_aside_of(subscriber, now=at)
        ],
        "mails": _mails(subscriber, at=at),
    }


def _interest(row: Subscription) -> dict[str, Any]:
    return {
        "about": Interest.of_topic(row.topic).title,
        "how_often": row.cadence,
        "started": row.started_at,
        "ended": row.ended_at,
        "why_ended": row.end_reason,
    }


def _consent(row: ConsentRecord) -> dict[str, Any]:
    return {
        "action": row.action,
        "about": Interest.of_topic(row.topic).title,
        "how_often": row.cadence,
        "asked_for_time": row.send_at,
        "asked_for_day": row.day,
        "wording": row.wording_version,
        "wording_hash": row.wording_hash,
        "form": row.form_url,
        "channel": row.channel,
        "at": row.at,
    }


def _mails(subscriber: Subscriber, *, at: datetime) -> list[dict[str, Any]]:
    rows = subscriber.deliveries.select_related("notice").prefetch_related("events")
    mails = list(rows.order_by("pk"))
    frozen = {mail.pk: FrozenItems.from_json(mail.items) for mail in mails if is_digest(mail)}
    named = {about for items in frozen.values() for about in items.abouts}
    names = names_of(named, at=at)
    nothing = FrozenItems(groups=())
    return [
        _mail(mail, told=[names[about] for about in frozen.get(mail.pk, nothing).abouts])
        for mail in mails
    ]


def _mail(row: Delivery, *, told: list[str]) -> dict[str, Any]:
    return {
        "kind": row.message,
        "subject": row.notice.subject if row.notice else "",
        # Where it went, if not to the person's own address.
        "to": (row.items or {}).get("address", ""),
        "told": sorted(told),
        "how_often": row.cadence,
        # A notice's own number would tell how many were written to others.
        "period": "" if row.notice else row.period_key,
        "state": row.state,
        "planned": row.planned_at,
        "accepted": row.sent_at,
        "message_id": row.message_id,
        "history": [
            {"at": step.at, "what": step.detail or step.state} for step in row.events.all()
        ],
    }
