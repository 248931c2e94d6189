"""What mails say of practices and interests, read anew after a few seconds."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.text import Truncator

from portal.practices.models import PracticePage
from portal.subscriptions.interests import Interest
from portal.subscriptions.mail.links import absolute
from portal.subscriptions.models import Topic
from portal.subscriptions.openings import Opening, OpeningKey, still_open

LONGEST_TITLE = 150
"""Letters of an interest in words; a search by every filter would fill a mail alone."""

FRESH_FOR = timedelta(seconds=5)
"""A practice that is unpublished leaves the mails that are built later than this."""


@dataclass(frozen=True, kw_only=True)
class PracticeFacts:
    """A practice as mails show it."""

    title: str
    url: str
    summary: str
    organisation: str
    area: str
    evidence_level: str
    """In a few words; ``evidence`` is the sentence that explains it."""
    evidence: str
    is_example: bool
    easy_read_url: str = ""


@dataclass(frozen=True, kw_only=True)
class InterestWords:
    """An interest in words, and where all of its practices are."""

    title: str
    url: str


class Shelf:
    """Keeps what was read for one batch of mails for the next, while it is fresh.

    Thousands of mails tell of the same few practices and interests; to read and word them for each
    batch costs as much as sending it.
    """

    def __init__(self) -> None:
        self.read_at: datetime | None = None
        self._practices: dict[int, PracticeFacts | None] = {}
        self._interests: dict[int, InterestWords] = {}
        self._openings: dict[OpeningKey, Opening | None] = {}

    def renew(self, at: datetime) -> None:
        """Forget everything that may no longer be told at this moment."""
        if self.read_at is None or not self.is_fresh(at):
            self.read_at = at
            self._practices, self._interests, self._openings = {}, {}, {}

    def is_fresh(self, at: datetime) -> bool:
        """Whether what was read may still be told at this moment."""
        return self.read_at is not None and at - self.read_at <= FRESH_FOR

    def practices(self, ids: Collection[int]) -> dict[int, PracticeFacts]:
        """By id, those of these practices that everybody may read."""
        missing = set(ids) - self._practices.keys()
        if missing:
            self._practices |= dict.fromkeys(missing)
            public = PracticePage.objects.offered().filter(pk__in=missing)
            joined = public.select_related("lead_organisation", "easy_read")
            found = joined.prefetch_related("areas")
            self._practices |= {practice.pk: _facts(practice) for practice in found}
        known = {pk: self._practices[pk] for pk in ids}
        return {pk: facts for pk, facts in known.items() if facts is not None}

    def openings(self, keys: Collection[OpeningKey], *, at: datetime) -> dict[OpeningKey, Opening]:
        """Those of these openings that everybody may see and that are not over at ``at``."""
        missing = set(keys) - self._openings.keys()
        if missing:
            self._openings |= dict.fromkeys(missing)
            self._openings |= still_open(missing, at=at)
        known = {key: self._openings[key] for key in keys}
        return {
            key: opening
            for key, opening in known.items()
            if opening and (opening.ends_at is None or opening.ends_at > at)
        }

    def interests(self, topic_ids: Collection[int]) -> dict[int, InterestWords]:
        """The words of each interest, by topic id."""
        missing = set(topic_ids) - self._interests.keys()
        for topic in Topic.objects.filter(pk__in=missing) if missing else ():
            interest = Interest.of_topic(topic)
            self._interests[topic.pk] = InterestWords(
                title=Truncator(interest.title).chars(LONGEST_TITLE),
                url=absolute(interest.get_absolute_url()),
            )
        return {pk: self._interests[pk] for pk in topic_ids}


def _facts(practice: PracticePage) -> PracticeFacts:
    return PracticeFacts(
        title=practice.title,
        url=absolute(practice.get_url() or ""),
        summary=practice.summary,
        organisation=str(practice.lead_organisation or ""),
        area=", ".join(area.name for area in practice.areas.all()),
        evidence_level=practice.get_evidence_level_display(),
        evidence=practice.evidence_sentence,
        is_example=practice.is_example,
        easy_read_url=_easy_read_url(practice),
    )


def _easy_read_url(practice: PracticePage) -> str:
    address = practice.easy_read_address
    return absolute(address) if address else ""
