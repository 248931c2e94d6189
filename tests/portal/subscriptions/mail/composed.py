"""Digests that are decided, and their messages as mail programs read them."""

from datetime import timedelta
from email import message_from_bytes, policy

from portal.practices.models import PracticePage
from portal.subscriptions.enums import Cadence
from portal.subscriptions.mail import composing
from portal.subscriptions.mail.desk import Desk
from portal.subscriptions.mail.shelf import Shelf
from portal.subscriptions.models import Delivery
from portal.subscriptions.services.claiming import claim_deliveries
from tests.factories.subscriptions import SIGNED_UP, DeliveryFactory


def digest_of(*subscriptions, to_seq, **fields) -> Delivery:
    """A digest whose items are frozen."""
    DeliveryFactory(
        subscriber=subscriptions[0].subscriber,
        windows=[[subscription.pk, 0] for subscription in subscriptions],
        to_seq=to_seq,
        **fields,
    )
    (delivery,) = claim_deliveries(cadences=list(Cadence), at=SIGNED_UP + timedelta(days=1))
    return delivery


def in_words_of(practice: PracticePage) -> str:
    """How strong the evidence is, as mails say it."""
    return f"{practice.get_evidence_level_display()}. {practice.evidence_sentence}"


def compose(delivery: Delivery):
    """The message as it would be sent now."""
    return composing.compose(delivery, Desk([delivery], at=SIGNED_UP, shelf=Shelf()))


def sent_form(message):
    """The message as a mail program parses it."""
    return message_from_bytes(message.message().as_bytes(), policy=policy.default)


def html_of(message) -> str:
    return sent_form(message).get_body(("html",)).get_content()


def text_of(message) -> str:
    return sent_form(message).get_body(("plain",)).get_content()
