"""When examples are loaded and who is in them; no real organisation or practice can be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from portal.organisations.models import Organisation
from portal.practices.models import PracticePage
from portal.users.models import User


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """One loading: its moment, from which every day is counted, and the people by short name."""

    at: datetime
    people: Mapping[str, User]

    def person(self, name: str) -> User:
        """The account of somebody in the examples."""
        return self.people[name]

    def moment(self, days: int) -> datetime:
        """So many days after the loading; before it where the number is below 0."""
        return self.at + timedelta(days=days)

    def day(self, days: int) -> date:
        """The day of that moment in the United Kingdom."""
        return timezone.localdate(self.moment(days))

    def clock(self, days: int, hours_and_minutes: str) -> datetime:
        """That day at a time such as “14:00”, as clocks in the United Kingdom show it."""
        said = datetime.combine(self.day(days), time.fromisoformat(hours_and_minutes))
        return timezone.make_aware(said)


def example_organisation(slug: str) -> Organisation:
    """The fictional organisation of this short name.

    Raises:
        Organisation.DoesNotExist: there is none, or it is a real one.
    """
    found: Organisation = Organisation.objects.get(slug=slug, is_example=True)
    return found


def example_practice(reference: str) -> PracticePage:
    """The fictional practice of this reference.

    Raises:
        PracticePage.DoesNotExist: there is none, or it is a real one.
    """
    found: PracticePage = PracticePage.objects.get(reference=reference, is_example=True)
    return found
