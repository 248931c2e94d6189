"""The state of mail as monitoring reads it: figures with no personal data in them."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Min, Sum

from portal.subscriptions.enums import WAITING_STATES
from portal.subscriptions.models import Delivery, DeliveryEvent, DigestRun, MailChannel
from portal.subscriptions.selectors import digests_status
from portal.subscriptions.stalled import longest_wait

HELP = {
    "mails": "Mails kept, by how often they come and by state.",
    "digests_skipped_empty": "People with nothing new, over the runs kept.",
    "mail_oldest_waiting_seconds": "Age of the oldest mail that waits; 0 where none does.",
    "mail_since_moved_seconds": "Time since any mail took a step; absent where none ever did.",
    "mail_stalled_seconds": "How long mails or news have been due while nothing moved.",
    "mail_channel_refused": "Sessions in a row that the mail server refused.",
    "mail_channel_resting": "1 while the channel rests because the mail server is away.",
    "events_waiting": "Events that nobody is told of yet, by what they wait for.",
}
"""Name of each figure without the prefix, and what it counts."""

PREFIX = "common_practice_"

Labels = Mapping[str, str]


def mail_health(*, at: datetime) -> dict[str, Any]:
    """Whether mail moves, in seconds, and whether the channel rests (its circuit breaker)."""
    waiting = Delivery.objects.filter(state__in=WAITING_STATES)
    oldest = waiting.aggregate(at=Min("planned_at"))["at"]
    own_steps = DeliveryEvent.objects.filter(provider="").order_by("-pk")
    moved = own_steps.values_list("at", flat=True).first()
    stalled = longest_wait(at=at)
    channel = MailChannel.objects.filter(pk=MailChannel.SINGLETON).first() or MailChannel()
    return {
        "oldest_waiting_seconds": (at - oldest).total_seconds() if oldest else 0.0,
        "since_moved_seconds": (at - moved).total_seconds() if moved else None,
        "stalled_seconds": stalled.total_seconds() if stalled else 0.0,
        "channel_refused": channel.failures,
        "channel_resting": channel.rests_until is not None and at < channel.rests_until,
    }


def exposition(*, at: datetime) -> str:
    """All figures in the text format that Prometheus and its textfile collector take.

    https://prometheus.io/docs/instrumenting/exposition_formats/
    """
    lines = []
    for name, samples in _figures(at).items():
        lines += [f"# HELP {PREFIX}{name} {HELP[name]}", f"# TYPE {PREFIX}{name} gauge"]
        lines += [_line(name, labels, value) for labels, value in samples]
    return "\n".join(lines)


def _figures(at: datetime) -> dict[str, list[tuple[Labels, float]]]:
    status = digests_status()
    figures: dict[str, list[tuple[Labels, float]]] = {
        "mails": [
            ({"cadence": row["cadence"], "state": row["state"]}, row["mails"])
            for row in status["deliveries"]
        ],
        "digests_skipped_empty": list(_skipped_empty()),
        "events_waiting": [
            ({"for": "matching"}, status["events_unmatched"]),
            ({"for": "numbering"}, status["events_unsequenced"]),
        ],
    }
    for name, value in mail_health(at=at).items():
        figures[f"mail_{name}"] = [] if value is None else [({}, float(value))]
    return figures


def _skipped_empty() -> Iterator[tuple[Labels, float]]:
    by_cadence = DigestRun.objects.values("cadence").annotate(people=Sum("skipped_empty"))
    for row in by_cadence.order_by("cadence"):
        yield {"cadence": row["cadence"]}, row["people"]


def _line(name: str, labels: Labels, value: float) -> str:
    # Labels are values of our own closed lists, so nothing in them has to be escaped.
    inside = ",".join(f'{key}="{text}"' for key, text in labels.items())
    return f"{PREFIX}{name}{{{inside}}} {value:g}" if inside else f"{PREFIX}{name} {value:g}"
