"""Events: what to read before, when and where, and what was learned afterwards."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, PageManager, PageQuerySet

from portal.organisations.models import Area
from portal.practices.models import PracticePage

FEATURES = ["h2", "h3", "bold", "ol", "ul", "link", "document-link"]
EARLIEST_YEAR = 1900
PAST_PER_PAGE = 20


class EventQuerySet(PageQuerySet):
    """Filters over events."""

    def still_ahead(self, now: datetime) -> Self:
        """Those that are not over, the next one first."""
        ahead: Self = self.filter(ends_at__gte=now).order_by("starts_at", "pk")
        return ahead

    def over(self, now: datetime) -> Self:
        """Those that are over, the latest first."""
        past: Self = self.filter(ends_at__lt=now).order_by("-starts_at", "pk")
        return past


EventManager = PageManager.from_queryset(EventQuerySet)


class EventsPage(Page):
    """The list of events, at /events/."""

    template = "home/events_page.html"
    max_count = 1
    subpage_types: ClassVar[list[str]] = ["home.EventPage"]

    introduction = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of events")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's own context with `ahead` and one page of those that are `past`."""
        events = EventPage.objects.child_of(self).live().public().select_related("area")
        now = timezone.now()
        pages = Paginator(events.over(now), PAST_PER_PAGE)
        return {
            **super().get_context(request, *args, **kwargs),
            "ahead": events.still_ahead(now),
            "past": pages.get_page(request.GET.get("page")),
        }


class EventPage(Page):
    """One event; times are kept in UTC and shown as clocks in the United Kingdom show them."""

    template = "home/event_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.EventsPage"]
    subpage_types: ClassVar[list[str]] = []

    summary = models.CharField(
        _("summary"), max_length=250, help_text=_("One sentence: what it is and whom it is for.")
    )
    starts_at = models.DateTimeField(_("begins"), help_text=_("UK time."))
    ends_at = models.DateTimeField(_("ends"), help_text=_("UK time."))
    place = models.CharField(_("place"), max_length=200, blank=True)
    online_url = models.URLField(
        _("address to join online"), blank=True, help_text=_("Everybody can read it.")
    )
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("area")
    )
    body = RichTextField(_("what happens"), features=FEATURES, blank=True)
    preparation = RichTextField(
        _("how to prepare"),
        features=FEATURES,
        blank=True,
        help_text=_("What to read, bring or think about before."),
    )
    lessons = RichTextField(
        _("what was learned"),
        features=FEATURES,
        blank=True,
        help_text=_("Readers see it once the event is over."),
    )
    is_example = models.BooleanField(
        _("example"),
        default=False,
        help_text=_("Fictional, for demonstration; shown with a label."),
    )

    objects = EventManager()

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("place"),
                FieldPanel("online_url"),
                FieldPanel("area"),
            ],
            heading=_("When and where"),
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("preparation"),
                InlinePanel("practices", heading=_("Practices to read"), label=_("Practice")),
            ],
            heading=_("Preparation pack"),
        ),
        FieldPanel("lessons"),
        FieldPanel("is_example"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="home_event_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(place="", online_url=""), name="home_event_is_somewhere"
            ),
        )

    def clean(self) -> None:
        """Refuse an event that ends before it begins, is nowhere, or is in another age."""
        super().clean()
        errors: dict[str, Any] = {}
        # A form that is half filled in holds neither.
        begins: datetime | None = self.starts_at
        ends: datetime | None = self.ends_at
        if begins and begins.year < EARLIEST_YEAR:
            errors["starts_at"] = _("Enter a day after 1900.")
        if begins and ends and ends <= begins:
            errors["ends_at"] = _("Enter a time after the beginning.")
        if not self.place and not self.online_url:
            errors["place"] = _("Say where it is, or give an address to join online.")
        if errors:
            raise ValidationError(errors)

    @property
    def is_over(self) -> bool:
        """Whether its last minute has passed."""
        return self.ends_at < timezone.now()

    @property
    def is_one_day(self) -> bool:
        """Whether it begins and ends on one day in the United Kingdom."""
        begins, ends = (timezone.localtime(moment) for moment in (self.starts_at, self.ends_at))
        return begins.date() == ends.date()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's own context with `pack`, the practices to read that anybody may read."""
        chosen = [row.practice_id for row in self.practices.all()]
        offered = PracticePage.objects.offered().in_bulk(chosen)
        return {
            **super().get_context(request, *args, **kwargs),
            "pack": [offered[pk] for pk in chosen if pk in offered],
            "is_example": self.is_example,
        }


class EventPractice(Orderable):
    """A practice in an event's preparation pack, in the order that editors choose."""

    event = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="practices")
    practice = models.ForeignKey(PracticePage, models.CASCADE, related_name="+")

    class Meta(Orderable.Meta):
        constraints = (
            models.UniqueConstraint(fields=["event", "practice"], name="home_event_practice_once"),
        )

    def __str__(self) -> str:
        return str(self.practice)
