"""Steps of the main job: somebody asks for emails, and later gets exactly one digest."""

import re
from collections.abc import Callable
from email.message import EmailMessage
from urllib.parse import urlsplit

from django.urls import reverse

from portal.subscriptions.enums import Cadence
from portal.subscriptions.models import Subscriber
from portal.subscriptions.services.planning import plan_for
from tasks.walkthrough.mailbox import wait_for_mail
from tasks.walkthrough.surroundings import StepFailedError, Surroundings, background_work

REPEAT_WATCH = 3.0
"""Seconds to watch for a second digest that must not come."""


def subscribe(walk: Surroundings) -> None:
    """Ask for a daily digest of the walk's theme, and confirm by POST from the link in the mail.

    Raises:
        StepFailedError: the form was refused, no mail came, or the link does not confirm.
    """
    assert walk.theme is not None  # noqa: S101 - the steps run in order
    form = {"cadence": Cadence.DAILY.value, "email": walk.address}
    start = f"{reverse('subscribe_start')}?theme={walk.theme.slug}"
    if walk.client.post(start, form).status_code != 302:  # noqa: PLR2004 - HTTP's own number
        raise StepFailedError("The form for email updates was refused.")
    mail = _wait(walk, lambda message: "/confirm/" in _text(message))
    if mail is None:
        raise StepFailedError("No confirmation mail came. Is the background work running?")
    links = re.findall(r"\S+/email-updates/confirm/\S+", _text(mail))
    if walk.client.post(urlsplit(links[0]).path).status_code >= 400:  # noqa: PLR2004 - HTTP's own number
        raise StepFailedError("The link in the confirmation mail does not confirm.")


def receive_digest(walk: Surroundings) -> dict[str, object]:
    """Plan this subscriber's digest and read it back from where mail arrives.

    Raises:
        StepFailedError: no digest came, or it does not hold the practice.
    """
    assert walk.practice is not None  # noqa: S101 - the steps run in order
    _plan(walk)
    mail = _wait(walk, _is_digest)
    if mail is None:
        raise StepFailedError("No digest came. Is the background work running?")
    items = _items(mail)
    # By path: a worker that was started for another port writes that port into its mails.
    if urlsplit(walk.practice.full_url).path not in {urlsplit(item).path for item in items}:
        raise StepFailedError("The digest does not hold the practice.")
    return {
        "message_id": str(mail["Message-ID"]),
        "subject": str(mail["Subject"]),
        "items": items,
        "one_click": str(mail["List-Unsubscribe-Post"]),
    }


def repeat_digest(walk: Surroundings) -> int:
    """Plan and send again for the same period; return how many further digests came: 0.

    Raises:
        StepFailedError: a second digest came.
    """
    before = _digest_ids(walk)
    _plan(walk)
    wait_for_mail(
        walk.mailbox,
        walk.address,
        is_wanted=lambda message: _is_digest(message) and len(_digest_ids(walk)) > len(before),
        seconds=REPEAT_WATCH,
        between=background_work(),
    )
    further = len(_digest_ids(walk)) - len(before)
    if further:
        raise StepFailedError(f"{further} further digests came for the same period.")
    return further


def _plan(walk: Surroundings) -> None:
    subscriber = Subscriber.objects.get(email=walk.address)
    # A period of its own: everybody else's digests come at their usual time.
    plan_for(
        subscriber=subscriber,
        cadence=Cadence.DAILY,
        period_key=f"walkthrough-{walk.token}",
        at=walk.at,
    )


def _wait(walk: Surroundings, is_wanted: Callable[[EmailMessage], bool]) -> EmailMessage | None:
    return wait_for_mail(
        walk.mailbox,
        walk.address,
        is_wanted=is_wanted,
        seconds=walk.patience,
        between=background_work(),
    )


def _is_digest(message: EmailMessage) -> bool:
    # Only mail that was asked for as a series carries RFC 8058's header.
    return message["List-Unsubscribe-Post"] is not None


def _digest_ids(walk: Surroundings) -> list[str]:
    messages = walk.mailbox.messages_to(walk.address)
    return [str(message["Message-ID"]) for message in messages if _is_digest(message)]


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    return str(body.get_content()) if body is not None else ""


def _items(message: EmailMessage) -> list[str]:
    """Addresses of the practices in the mail's plain text, each once, in its order."""
    return list(dict.fromkeys(re.findall(r"https?://\S+/practices/[\w-]+/", _text(message))))
