"""What `tests.faults.work` does, once Django is there."""

import json
import smtplib
import sys
from collections import Counter
from datetime import datetime, timedelta

from django.utils import timezone

from portal.subscriptions.enums import DIGEST_CADENCES
from portal.subscriptions.mail.links import message_id_of
from portal.subscriptions.models import Delivery, DigestRun, Event, Subscriber
from portal.subscriptions.services import sending
from portal.subscriptions.services.planning import plan_due
from portal.subscriptions.services.sweeping import sweep
from tests.factories.digests import make_events, make_people
from tests.faults.killer import Killer

END_OF_DATA = b"\r\n.\r\n"


def watch(killer: Killer) -> None:
    """Put the points into the sender, from outside: the product knows nothing of them."""
    killer.after(sending, "claim_deliveries", lambda _args, _result: "claimed")
    killer.after(sending, "move", lambda args, is_mine: str(args[1].value) if is_mine else "")
    killer.after(sending, "hand_over", lambda _args, handover: str(handover.outcome.value))
    killer.after(
        smtplib.SMTP,
        "send",
        lambda args, _result: (
            "data" if isinstance(args[1], bytes) and args[1].endswith(END_OF_DATA) else ""
        ),
    )


def prepare(number: int) -> None:
    """Forget everybody and everything, and plan a digest for so many people."""
    for model in (Delivery, DigestRun, Subscriber, Event):
        model.objects.all().delete()
    make_events()
    make_people(number, seed=1)
    plan_due(at=timezone.now())


def send(ahead: int) -> None:
    """Settle what others left and send all that waits, as the scheduled jobs do."""

    def clock() -> datetime:
        return timezone.now() + timedelta(seconds=ahead)

    sweep(at=clock())
    while sending.send_batch(cadences=DIGEST_CADENCES, clock=clock).taken:
        pass


def report() -> None:
    """Print how many mails are in which state, and the Message-ID that each has or will have."""
    mails = list(Delivery.objects.all())
    states = Counter(str(mail.state) for mail in mails)
    sys.stdout.write(json.dumps({"states": states, "ids": [message_id_of(m) for m in mails]}))
