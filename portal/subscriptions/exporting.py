"""Everything that is kept about one subscriber, in plain values (UK GDPR, Articles 15 and 20)."""

from typing import Any

from portal.subscriptions.interests import Interest
from portal.subscriptions.models import ConsentRecord, Delivery, Subscriber, Subscription
from portal.subscriptions.selectors import practices_set_aside


def everything_about(subscriber: Subscriber) -> dict[str, Any]:
    """The person, what they follow and followed, what they agreed to, and what they were sent."""
    subscriptions = subscriber.subscriptions.select_related("topic").order_by("pk")
    consents = subscriber.consents.select_related("topic").order_by("pk")
    return {
        "email": subscriber.email,
        "state": subscriber.state,
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
            {"practice": practice.title, "since": practice.at}
            for practice in practices_set_aside(subscriber)
        ],
        "mails": [
            _mail(row) for row in subscriber.deliveries.select_related("notice").order_by("pk")
        ],
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


def _mail(row: Delivery) -> dict[str, Any]:
    return {
        "kind": row.message,
        "subject": row.notice.subject if row.notice else "",
        "how_often": row.cadence,
        # A notice's own number would tell how many were written to others.
        "period": "" if row.notice else row.period_key,
        "state": row.state,
        "planned": row.planned_at,
        "accepted": row.sent_at,
    }
