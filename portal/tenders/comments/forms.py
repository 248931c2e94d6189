"""The forms in which organisations comment on a tender."""

from typing import Any

from crispy_forms_gds.layout import Button, Field, Layout, Size
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.common.plain_text import WordsField
from portal.common.posted_form import PostedForm
from portal.organisations.models import Organisation
from portal.tenders.models.comment import MOST_TEXT


class CommentForm(PostedForm):
    """What somebody says in the name of one of their organisations."""

    organisation = forms.ModelChoiceField(
        label=_("For which organisation do you write?"),
        queryset=Organisation.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the organisation that you write for."),
            "invalid_choice": _("Choose one of your own organisations."),
        },
    )
    text = WordsField(
        label=_("Your comment"),
        help_text=_(
            "Everybody can read this, competitors too, with the name of your organisation. "
            "Do not name people, prices or what you could offer."
        ),
        max_length=MOST_TEXT,
        error_messages={"required": _("Write what you want to say.")},
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]  # It is a ModelChoiceField.
        self.helper.layout = Layout(
            Field.radios("organisation", legend_size=Size.SMALL),
            Field.textarea("text", label_size=Size.SMALL, max_characters=MOST_TEXT),
            Button("submit", _("Put it on the page")),
        )


class ChangeCommentForm(PostedForm):
    """Other words for what the person wrote before."""

    text = WordsField(
        label=_("Your comment"),
        help_text=_("Readers see that you changed it; moderators also see what stood there."),
        max_length=MOST_TEXT,
        error_messages={"required": _("Write what you want to say.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field.textarea("text", label_size=Size.SMALL, max_characters=MOST_TEXT),
            Button("submit", _("Save the change")),
        )
