"""The pages that are neither practices nor events: the front page and plain information pages."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from home.selectors import front_page
from portal.practices.models import PracticePage

RICH_TEXT_FEATURES = ["h2", "h3", "bold", "ol", "ul", "link"]


class HomePage(Page):
    """The front page: what the network is for, and where to start."""

    template = "home/home_page.html"
    max_count = 1
    subpage_types: ClassVar[list[str]] = [
        "practices.PracticeLibraryPage",
        "home.EventsPage",
        "home.InformationPage",
    ]

    introduction = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("introduction"),
        InlinePanel("featured_practices", heading=_("Featured practices"), label=_("Practice")),
    ]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's own context with `front_page`, what it shows of the library."""
        featured = self.featured_practices.all()
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["front_page"] = front_page(featured_ids=[row.practice_id for row in featured])
        return context


class FeaturedPractice(Orderable):
    """A practice shown on the front page, in the order that editors choose."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="featured_practices")
    practice = models.ForeignKey(PracticePage, models.CASCADE, related_name="+")

    class Meta(Orderable.Meta):
        constraints = (
            models.UniqueConstraint(fields=["page", "practice"], name="home_featured_once"),
        )

    def __str__(self) -> str:
        return str(self.practice)


class InformationPage(Page):
    """A page of plain text, such as the accessibility statement."""

    template = "home/information_page.html"
    subpage_types: ClassVar[list[str]] = []

    introduction = models.CharField(_("introduction"), max_length=300, blank=True)
    body = RichTextField(_("text"), features=RICH_TEXT_FEATURES)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("information page")
