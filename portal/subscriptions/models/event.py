"""What happened to practices and openings, whom it concerns, and the order of telling."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.practices.models import PracticePage
from portal.subscriptions.enums import EventKind, OpeningKind
from portal.subscriptions.models.topic import Topic
from portal.subscriptions.querysets import EventQuerySet


class Event(models.Model):
    """A practice or opening became public or changed; written in the transaction that publishes it.

    ``seq`` stays empty until the matches are written and the practice can be found by search, so
    that an item found late comes with the next digest instead of falling between two.
    """

    practice = models.ForeignKey(
        PracticePage, models.SET_NULL, null=True, related_name="+", verbose_name=_("practice")
    )
    opening_kind = models.CharField(
        _("of an opening: its kind"), max_length=10, choices=OpeningKind.choices, blank=True
    )
    opening_id = models.PositiveBigIntegerField(
        _("of an opening: its number"), null=True, blank=True
    )
    kind = models.CharField(_("kind"), max_length=10, choices=EventKind.choices)
    content_hash = models.CharField(_("hash of what readers see"), max_length=64)
    occurred_at = models.DateTimeField(_("when"))
    matched_at = models.DateTimeField(_("matched"), null=True, blank=True)
    seq = models.PositiveBigIntegerField(_("number"), null=True, blank=True, unique=True)
    withdrawn_at = models.DateTimeField(
        _("taken down"), null=True, blank=True, help_text=_("Unpublished after this event.")
    )
    is_return = models.BooleanField(
        _("came back unchanged"),
        default=False,
        help_text=_("Told only to those who had not been told before it was taken down."),
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=EventKind.values), name="subscriptions_event_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(opening_kind="", opening_id__isnull=True)
                | Q(
                    opening_kind__in=OpeningKind.values,
                    opening_id__isnull=False,
                    practice__isnull=True,
                ),
                name="subscriptions_event_of_practice_or_opening",
            ),
            models.CheckConstraint(
                condition=Q(seq__isnull=True) | Q(seq__gt=0, matched_at__isnull=False),
                name="subscriptions_numbered_after_matching",
            ),
        )
        indexes = (
            models.Index(
                fields=["id"], condition=Q(seq__isnull=True), name="subscriptions_event_waiting"
            ),
            models.Index(
                fields=["opening_kind", "opening_id"],
                condition=Q(opening_id__isnull=False),
                name="subscriptions_event_opening",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.opening_kind} {self.about[1]} #{self.seq or '…'}"

    @property
    def about(self) -> tuple[str, int]:
        """What it happened to: the kind of opening, or nothing for a practice, and its number."""
        return self.opening_kind, self.opening_id or self.practice_id or 0


class Match(models.Model):
    """An event concerns the followers of an interest."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="matches")
    event = models.ForeignKey(Event, models.CASCADE, related_name="matches")

    class Meta:
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        constraints = (
            models.UniqueConstraint(fields=["topic", "event"], name="subscriptions_match_once"),
        )

    def __str__(self) -> str:
        return f"{self.topic_id} ← {self.event_id}"


class EventSequence(models.Model):
    """The last number given to an event: one row, whose lock makes one sequencer at a time."""

    SINGLETON = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=SINGLETON)
    head = models.PositiveBigIntegerField(_("last number given"), default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(id=1), name="subscriptions_one_sequence"),
        )

    def __str__(self) -> str:
        return str(self.head)

    @classmethod
    def current_head(cls) -> int:
        """The last number given; 0 before the first."""
        return cls.objects.values_list("head", flat=True).first() or 0
