"""The Easy Read version of a practice: pictures and short sentences on a page of its own."""

import json
from hashlib import sha256
from typing import Any, ClassVar

from django.db import models
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from portal.practices.easy_read.blocks import IdeasBlock, content_of, errors_in
from portal.practices.easy_read.forms import EasyReadForm
from portal.practices.enums import EasyReadStatus
from portal.practices.models.practice import PracticePage

SLUG = "easy-read"
PICTURE_SIZE = "max-480x480"
"""As the template asks for it, in pixels: large on a phone, and half the page on a desk."""
_RULES = _(
    "Each block is one picture and one idea, in sentences of at most 15 words. Save drafts as you"
    " like. Before it is published, people with lived experience check it. What breaks a rule is"
    " then shown at its block."
)


class EasyReadPage(Page):
    """Stands below its practice, so that whoever may not read the one may not read the other.

    It is shown only once it passes every rule, whichever way it was published.
    """

    template = "practices/easy_read_page.html"
    base_form_class = EasyReadForm
    parent_page_types: ClassVar[list[str]] = ["practices.PracticePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    # It is exactly as private as its practice.
    private_page_options: ClassVar[list[str]] = []

    # Wagtail deletes what stands below a page itself, so no cascade may.
    practice = models.OneToOneField(
        PracticePage, models.SET_NULL, null=True, related_name="easy_read", editable=False
    )
    body = StreamField(IdeasBlock(), blank=True, verbose_name=_("pictures and sentences"))
    checked_by = models.CharField(
        _("who checked it"),
        max_length=120,
        blank=True,
        help_text=_("People with lived experience, such as a self-advocacy group. Readers see it."),
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    checked_sha256 = models.CharField(
        _("digest of the text that was checked"), max_length=64, blank=True, editable=False
    )
    is_ready = models.BooleanField(_("passes every rule"), default=False, editable=False)

    content_panels: ClassVar[list[Any]] = [
        HelpPanel(_RULES),
        *Page.content_panels,
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("checked_by"), FieldPanel("checked_on")])],
            heading=_("Checked by people with lived experience"),
        ),
    ]
    promote_panels: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = _("Easy Read version")
        verbose_name_plural = _("Easy Read versions")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(is_ready=False)
                | (~models.Q(checked_by="") & models.Q(checked_on__isnull=False)),
                name="practices_easy_read_checked_by_people",
            ),
        )

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Give the page its one address before Wagtail makes one from the title."""
        self.slug = SLUG
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the practice above it, and with what the rules say of the text in hand.

        A save that names its fields keeps a draft beside the published row, and leaves both alone.
        """
        if kwargs.get("update_fields") is None:
            self.practice = self.get_parent(update=True).specific
            self.is_ready = self.is_checked and errors_in(self.body) is None
        super().save(*args, **kwargs)
        if self.is_shown:
            # Here, so that reading a page writes nothing.
            for idea in self.body:
                idea.value["picture"].get_rendition(PICTURE_SIZE)

    def note_check(self, body: Any) -> None:
        """Remember that people checked this text, so that a later change asks for them again."""
        self.checked_sha256 = _digest_of(body)

    def is_text_checked(self, body: Any) -> bool:
        """Whether this very text is the one that people checked."""
        return self.checked_sha256 == _digest_of(body)

    @property
    def is_checked(self) -> bool:
        """Whether it says who checked the text that it has now, and when."""
        return bool(self.checked_by and self.checked_on) and self.is_text_checked(self.body)

    @property
    def is_shown(self) -> bool:
        """Whether readers of the practice can be sent here."""
        return bool(self.live and self.is_ready and self.practice and self.practice.live)

    @property
    def picture_ids(self) -> set[int]:
        """Numbers of the pictures in it."""
        return {idea.value["picture"].pk for idea in self.body if idea.value["picture"]}

    @property
    def easy_read_status(self) -> EasyReadStatus:
        """How far it has come."""
        if self.live and self.is_ready:
            return EasyReadStatus.PUBLISHED
        return EasyReadStatus.CHECKED if self.is_checked else EasyReadStatus.DRAFT

    @property
    def status_string(self) -> str:
        """The status as the admin's lists show it; Wagtail's own word where they agree."""
        if self.live and not self.is_ready:
            return _now("not shown: it breaks a rule")
        if self.easy_read_status is EasyReadStatus.CHECKED:
            return str(EasyReadStatus.CHECKED.label)
        return str(super().status_string)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page only while it is shown."""
        if not path_components and not self.is_shown:
            raise Http404
        return super().route(request, path_components)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Its own entry while it is shown."""
        return super().get_sitemap_urls(request) if self.is_shown else []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's own context with the practice; pictures are read in one query for all."""
        pictures = [idea.value["picture"] for idea in self.body if idea.value["picture"]]
        prefetch_related_objects(pictures, "renditions")
        practice = self.get_parent().specific
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, "practice": practice, "is_example": practice.is_example}


def _digest_of(body: Any) -> str:
    return sha256(json.dumps(content_of(body)).encode()).hexdigest()
