"""Runs the steps of the main job in order and cleans up after itself, whatever happens."""

import secrets
from collections.abc import Callable
from datetime import datetime

from portal.practices.models import PracticePage, Theme
from portal.subscriptions.models import Subscriber, Topic
from portal.tenders.models import Tender
from tasks.walkthrough import partnering, publishing, telling
from tasks.walkthrough.mailbox import configured_mailbox
from tasks.walkthrough.surroundings import Surroundings, background_work, portal_client

Proof = dict[str, object]
Report = Callable[[str, object], object]


def walk_through(*, at: datetime, patience: float, report: Report) -> Proof:
    """Publish, find, tell and match once; ``report`` hears the name and proof of each step.

    The answer has the keys published, found_by_theme, found_by_synonym, found_by_typo,
    seconds_to_findable, digest, digest_repeat_sent, tender, consortium, optimal.

    Raises:
        StepFailedError: a step did not do what it promises; what the walk made is removed.
        NoMailboxError: no setting says where sent mail can be read back.
    """
    walk = Surroundings(
        token=secrets.token_hex(4),
        at=at,
        client=portal_client(),
        mailbox=configured_mailbox(),
        patience=patience,
    )
    proof: Proof = {}

    def prove(name: str, value: object) -> None:
        proof[name] = value
        report(name, value)

    try:
        _publish_and_find(walk, prove)
        _tell(walk, prove)
        _match(walk, prove)
    finally:
        clean_up(walk)
    return proof


def _publish_and_find(walk: Surroundings, prove: Report) -> None:
    publishing.make_theme(walk)
    telling.subscribe(walk)
    prove("published", publishing.publish(walk))
    prove("seconds_to_findable", publishing.wait_until_found(walk))
    prove("found_by_theme", publishing.find_by_theme(walk))
    prove("found_by_synonym", publishing.find_by_synonym(walk))
    prove("found_by_typo", publishing.find_by_typo(walk))


def _tell(walk: Surroundings, prove: Report) -> None:
    prove("digest", telling.receive_digest(walk))
    prove("digest_repeat_sent", telling.repeat_digest(walk))


def _match(walk: Surroundings, prove: Report) -> None:
    prove("tender", partnering.import_tender(walk))
    consortium, is_optimal = partnering.propose_consortium(walk)
    prove("consortium", consortium)
    prove("optimal", is_optimal)


def clean_up(walk: Surroundings) -> None:
    """Remove everything that carries the walk's token, also what a failed step left half made."""
    for page in PracticePage.objects.filter(slug=f"walkthrough-{walk.token}"):
        page.delete()
    Subscriber.objects.filter(email=walk.address).delete()
    Topic.objects.filter(criteria__slug=f"walkthrough-{walk.token}").delete()
    Theme.objects.filter(slug=f"walkthrough-{walk.token}").delete()
    Tender.objects.filter(ocid=f"ocds-example-walkthrough-{walk.token}").delete()
    # The index forgets the practice now, not at some later tick.
    background_work()()
