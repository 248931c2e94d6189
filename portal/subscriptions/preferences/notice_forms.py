"""The form in which people choose what they are told by mail about their own work here."""

from collections.abc import Sequence
from typing import Any

from crispy_forms_gds.layout import Button, Field, Layout, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.posted_form import PostedForm
from portal.common.refusals import LogsRefusals
from portal.users.enums import NoticeKind


class NoticeChoicesForm(LogsRefusals, PostedForm):
    """Which of the offered kinds are mailed; none is an answer too."""

    kinds = forms.TypedMultipleChoiceField(
        label=_("Email me when"),
        help_text=_("What you do not tick you still find on your page of news."),
        coerce=NoticeKind,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, offered: Sequence[NoticeKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = [(kind.value, kind.label) for kind in offered]  # type: ignore[attr-defined]  # It is a choice field.
        self.helper.layout = Layout(
            Field.checkboxes("kinds", legend_size=Size.SMALL, small=True),
            Button("submit", _("Save")),
        )
