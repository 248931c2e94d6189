"""The form that says what is wrong with some words, and the one in which moderators decide."""

from typing import Any

from crispy_forms_gds.layout import Button, Field, Layout, Size
from django import forms
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from portal.common.complaining import decide_words
from portal.common.complaints import MOST_WORDS, ReportReason
from portal.common.plain_text import LineField, WordsField
from portal.common.posted_form import PostedForm


class ReportForm(PostedForm):
    """What is wrong with what somebody wrote."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=ReportReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong with it.")},
    )
    words = WordsField(
        label=_("Do you want to say more? (optional)"),
        help_text=_("Only moderators read this."),
        max_length=MOST_WORDS,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field.radios("reason", legend_size=Size.SMALL),
            Field.textarea("words", label_size=Size.SMALL, max_characters=MOST_WORDS),
            Button("submit", _("Report it")),
        )


class DecisionForm(WagtailAdminModelForm):
    """A moderator's decision to hide or show, which never changes anybody's words."""

    reason = LineField(
        label=_("Why?"),
        help_text=_("It is kept in the history for other moderators."),
        max_length=MOST_WORDS,
        error_messages={"required": _("Say why.")},
    )

    def save(self, commit: bool = True) -> Model:  # noqa: FBT001, FBT002 - Django calls it so.
        """Write the decision and its history down together."""
        decide_words(
            target=self.instance,
            by=self.for_user,
            is_hidden=self.cleaned_data["is_hidden"],
            words=self.cleaned_data["reason"],
            at=timezone.now(),
        )
        instance: Model = self.instance
        return instance
