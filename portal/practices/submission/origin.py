"""The page that asks whether a practice was adapted from another, what was changed and why."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.practices.models import PracticePage
from portal.practices.models.origin import Origin
from portal.practices.numbers import practice_number
from portal.practices.submission.drafts import Draft
from portal.practices.submission.forms import StepForm, line, story


class OriginForm(StepForm):
    """What it was adapted from; a practice that was made without a pattern leaves it empty."""

    original = line(
        _("Which practice is it adapted from?"),
        length=300,
        hint=_("Paste the web address of its page here, or write its title. Empty if none."),
    )
    what_changed = story(
        _("What did you change?"), _("What you left out, added or did another way.")
    )
    why = story(_("Why did you change it?"), _("Others learn from this what fits where."))

    @classmethod
    def told(cls, draft: Draft) -> dict[str, Any]:
        """The origin in the draft, spread over the fields."""
        origin = draft.page.origin
        if origin is None:
            return {}
        return {
            "original": _named(origin.original),
            "what_changed": origin.what_changed,
            "why": origin.why,
        }

    def clean_original(self) -> PracticePage | None:
        """The published practice that is meant."""
        text = self.cleaned_data["original"].strip()
        return published_practice(text) if text else None

    def clean(self) -> dict[str, Any]:
        """Ask for what was changed, and for the practice where only the rest is told."""
        data = super().clean()
        is_adapted, told = bool(data.get("original")), bool(data.get("what_changed"))
        if is_adapted and not told and "what_changed" not in self.errors:
            self.add_error("what_changed", _("Say what you changed. One sentence is enough."))
        if not is_adapted and "original" not in self.errors and (told or data.get("why")):
            self.add_error(
                "original",
                _("Say which practice it comes from, or empty the other two boxes."),
            )
        return data

    def answers(self) -> dict[str, Any]:
        """The one fact that this page asks for."""
        data = self.cleaned_data
        origin = Origin(
            original=data["original"], what_changed=data["what_changed"], why=data["why"]
        )
        return {"origin": origin if data["original"] else None}


def published_practice(text: str) -> PracticePage:
    """The practice with this web address or title.

    Raises:
        ValidationError: there is none that everybody may read, or more than one of that title.
    """
    offered = PracticePage.objects.offered()
    slug = urlsplit(text).path.rstrip("/").rpartition("/")[2]
    found = list(offered.filter(slug=slug)[:1]) if "/" in text else []
    found = found or list(offered.filter(title__iexact=text)[:2])
    if len(found) > 1:
        raise forms.ValidationError(
            _("More than one practice has this title. Paste the web address of the one you mean.")
        )
    if not found:
        raise forms.ValidationError(
            _("We found no published practice with this address or title. Copy it from its page.")
        )
    practice: PracticePage = found[0]
    return practice


def adapted_practice(request: HttpRequest) -> PracticePage | None:
    """The published practice that the address of the first page says is adapted."""
    number = practice_number(request.GET.get("from", ""))
    practice: PracticePage | None = PracticePage.objects.offered().filter(pk=number).first()
    return practice


def origin_begun(original: PracticePage | None) -> Origin | None:
    """The origin of a practice of which only the original is known yet."""
    return None if original is None else Origin(original=original, what_changed="")


def _named(practice: PracticePage) -> str:
    """What `published_practice` finds it by: its title, or its address where others have that."""
    same = (
        PracticePage.objects.offered().filter(title__iexact=practice.title).exclude(pk=practice.pk)
    )
    return (practice.url or "") if same.exists() else practice.title
