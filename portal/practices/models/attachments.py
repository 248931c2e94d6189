"""Pictures and documents of a practice: each with the words for those who cannot see or open it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from portal.practices.rights import QuotesConsent

MOST_ALT, MOST_CAPTION, MOST_TEXT = 250, 200, 4_000


class PracticePicture(Orderable):
    """A picture, what it shows in words, and whether the people in it agreed."""

    practice = ParentalKey(
        "practices.PracticePage", on_delete=models.CASCADE, related_name="pictures"
    )
    image = models.ForeignKey(
        "wagtailimages.Image", models.CASCADE, related_name="+", verbose_name=_("picture")
    )
    alt_text = models.CharField(
        _("what it shows"),
        max_length=MOST_ALT,
        help_text=_("Read out to those who do not see it."),
    )
    caption = models.CharField(_("words below it"), max_length=MOST_CAPTION, blank=True)
    consent = models.CharField(_("people in it"), max_length=10, choices=QuotesConsent.choices)

    panels = (
        FieldPanel("image"),
        FieldPanel("alt_text"),
        FieldPanel("caption"),
        FieldPanel("consent"),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(alt_text=""), name="practices_picture_in_words"
            ),
        )

    def __str__(self) -> str:
        return self.alt_text


class PracticeDocument(Orderable):
    """A file to read, and what it says for those who cannot open it."""

    practice = ParentalKey(
        "practices.PracticePage", on_delete=models.CASCADE, related_name="documents"
    )
    document = models.ForeignKey(
        "wagtaildocs.Document", models.CASCADE, related_name="+", verbose_name=_("file")
    )
    title = models.CharField(_("title"), max_length=200)
    text_version = models.TextField(
        _("what it says"),
        max_length=MOST_TEXT,
        help_text=_("For those who cannot open it: the main points, or all of it."),
    )

    panels = (FieldPanel("document"), FieldPanel("title"), FieldPanel("text_version"))

    class Meta(Orderable.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(text_version=""), name="practices_document_in_words"
            ),
        )

    def __str__(self) -> str:
        return self.title
