"""The subscriptions app's tables, one module for each noun."""

from portal.subscriptions.models.channel import MailChannel
from portal.subscriptions.models.chosen_slot import ChosenSlot
from portal.subscriptions.models.consent import ConsentRecord
from portal.subscriptions.models.delivery import Delivery, DeliveryEvent, DigestRun
from portal.subscriptions.models.event import Event, EventSequence, Match
from portal.subscriptions.models.saved_search import SavedSearch
from portal.subscriptions.models.set_aside import SetAside
from portal.subscriptions.models.subscriber import Subscriber, Suppression
from portal.subscriptions.models.subscription import Subscription
from portal.subscriptions.models.topic import Topic

__all__ = [
    "ChosenSlot",
    "ConsentRecord",
    "Delivery",
    "DeliveryEvent",
    "DigestRun",
    "Event",
    "EventSequence",
    "MailChannel",
    "Match",
    "SavedSearch",
    "SetAside",
    "Subscriber",
    "Subscription",
    "Suppression",
    "Topic",
]
