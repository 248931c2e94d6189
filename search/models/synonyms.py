"""Synonym rules that moderators edit in the CMS; search reads them live."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from search.text import words


class SynonymKind(models.TextChoices):
    """What a rule says; the values are those of `search.plan.synonyms.RuleKind`."""

    EQUAL = "equal", _("Mean the same")
    SAME_WORD = "same-word", _("Forms of one word")
    ONE_WAY = "one-way", _("Lead one way to other words")
    NEVER_MERGE = "never-merge", _("Never treat as the same")
    NEVER_CORRECT = "never-correct", _("Never correct the spelling")


class SynonymGroup(ClusterableModel):
    """One rule about some wordings, live as soon as it is saved."""

    key = models.CharField(
        _("key in the starting rules"), max_length=60, blank=True, editable=False
    )
    kind = models.CharField(_("what the rule says"), max_length=15, choices=SynonymKind.choices)
    note = models.CharField(_("why"), max_length=300, blank=True)
    is_active = models.BooleanField(
        _("in use"),
        default=True,
        help_text=_("Switch a starting rule off here: if you delete it, loading brings it back."),
    )
    loaded_sha256 = models.CharField(
        _("digest of the loaded rule"), max_length=64, blank=True, editable=False
    )
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    panels: ClassVar = [
        FieldPanel("kind"),
        InlinePanel("terms", heading=_("Words"), label=_("Wording"), min_num=1),
        FieldPanel("note"),
        FieldPanel("is_active"),
    ]

    class Meta:
        verbose_name = _("synonym rule")
        verbose_name_plural = _("synonym rules")
        constraints: ClassVar = (
            models.UniqueConstraint(
                fields=["key"], condition=~models.Q(key=""), name="search_synonym_key_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=SynonymKind.values), name="search_synonym_kind_known"
            ),
        )

    def __str__(self) -> str:
        terms = ", ".join(term.text for term in self.terms.all() if not term.is_target)
        targets = ", ".join(term.text for term in self.terms.all() if term.is_target)
        return f"{terms} → {targets}" if targets else terms


class SynonymTerm(Orderable):
    """One wording of a rule."""

    group = ParentalKey(SynonymGroup, on_delete=models.CASCADE, related_name="terms")
    text = models.CharField(_("wording"), max_length=80)
    is_target = models.BooleanField(
        _("led to"),
        default=False,
        help_text=_("For one-way rules: searches for the other wordings also find this one."),
    )

    class Meta(Orderable.Meta):
        constraints: ClassVar = (
            models.UniqueConstraint(fields=["group", "text"], name="search_synonym_term_once"),
        )

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """Refuse a wording without a letter or digit: nothing could ever match it."""
        if not words(self.text):
            raise ValidationError({"text": _("Write at least one word.")})
