"""The home app's tables: the front page and pages of text, and events."""

from home.models.event import EventPage, EventPractice, EventsPage
from home.models.pages import FeaturedPractice, HomePage, InformationPage
from home.models.reading import PracticeReading

__all__ = [
    "EventPage",
    "EventPractice",
    "EventsPage",
    "FeaturedPractice",
    "HomePage",
    "InformationPage",
    "PracticeReading",
]
