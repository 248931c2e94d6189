"""When digests come, in words: what forms offer to choose from, and what pages say was chosen."""

from collections.abc import Iterable
from datetime import time
from zoneinfo import available_timezones

from django.conf import settings
from django.utils.dates import WEEKDAYS as WEEKDAY_NAMES
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from portal.subscriptions.enums import DIGEST_CADENCES, Cadence
from portal.subscriptions.periods import MONTH_DAYS, SENDING_TIMES, WEEKDAYS, Slot

_REGIONS = {
    "Africa", "America", "Antarctica", "Arctic", "Asia",
    "Atlantic", "Australia", "Europe", "Indian", "Pacific",
}  # fmt: skip
"""Those of the tz database that hold places; the rest are old names."""

Choices = list[tuple[str, str]]


def time_choices() -> Choices:
    """Values as `time.isoformat` to the minute."""
    return [(f"{at:%H:%M}", clock(at)) for at in SENDING_TIMES]


def weekday_choices() -> Choices:
    """ISO weekdays by name."""
    return [(str(day), str(WEEKDAY_NAMES[day - 1])) for day in WEEKDAYS]


def month_day_choices() -> Choices:
    """Days that every month has."""
    return [(str(day), str(day)) for day in MONTH_DAYS]


def tz_choices() -> list[tuple[str, str | Choices]]:
    """The portal's own zone first, then all places by region, in the order of the alphabet."""
    regions: dict[str, Choices] = {}
    for name in sorted(available_timezones()):
        region, slash, place = name.partition("/")
        if slash and region in _REGIONS:
            regions.setdefault(region, []).append((name, place.replace("_", " ")))
    own = settings.TIME_ZONE
    return [(own, own.partition("/")[2].replace("_", " ")), *regions.items()]


def clock(at: time) -> str:
    """A time of day as people say it, such as 7:30am."""
    if at in (time(0), time(12)):
        return _("midday") if at.hour else _("midnight")
    shown = f"{at.hour % 12 or 12}:{at:%M}" if at.minute else f"{at.hour % 12 or 12}"
    is_morning = at.hour < 12  # noqa: PLR2004 - the clock has twelve hours.
    return (_("%(time)sam") if is_morning else _("%(time)spm")) % {"time": shown}


def slot_in_words(slot: Slot) -> str:
    """Day and time of a slot; its zone only where it is not the portal's own."""
    words = _WORDS[slot.cadence]() % {
        "time": clock(slot.time),
        "weekday": WEEKDAY_NAMES.get(slot.day - 1, ""),
        "day": slot.day,
    }
    return words if slot.tz == settings.TIME_ZONE else f"{words}, {slot.tz.replace('_', ' ')}"


def news_comes(slots: Iterable[Slot]) -> str:
    """A sentence that says when emails come, each time once; for no slots, that they come at once.

    Slots of cadences that follow no calendar are passed over.
    """
    times = dict.fromkeys(slot_in_words(slot) for slot in slots if slot.cadence in DIGEST_CADENCES)
    if not times:
        return _("They come as soon as there is something new.")
    when = get_text_list(list(times), _("and"))
    return _("When there is something new, they come %(when)s.") % {"when": when}


_WORDS = {
    Cadence.DAILY: lambda: _("each day at %(time)s"),
    Cadence.WEEKLY: lambda: _("each %(weekday)s at %(time)s"),
    Cadence.MONTHLY: lambda: _("on day %(day)s of each month at %(time)s"),
}
