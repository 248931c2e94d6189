"""The forms of asks and offers: posting, narrowing the list down, and writing a letter."""

from datetime import date, timedelta
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Fixed, Layout, Size
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.common.days import DayField
from portal.common.plain_text import LineField, WordsField
from portal.common.posted_form import PostedForm
from portal.organisations.models import Area, Organisation
from portal.practices.asks.services import Post
from portal.practices.member_enums import AskKind, AskTopic
from portal.practices.models import AskOrOffer, Theme
from portal.practices.models.asks import MOST_TEXT, MOST_TITLE

LONGEST = timedelta(days=366)
_SMALL = {"label_size": Size.for_label(Size.SMALL)}


class PostForm(PostedForm):
    """What somebody asks for or offers, until when, where and about what."""

    kind = forms.ChoiceField(
        label=_("Do you ask or offer?"),
        choices=AskKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether you ask or offer.")},
    )
    topic = forms.ChoiceField(
        label=_("What is it?"),
        choices=AskTopic.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is.")},
    )
    title = LineField(
        label=_("In one line"),
        max_length=MOST_TITLE,
        error_messages={"required": _("Say in one line what it is.")},
    )
    text = WordsField(
        label=_("More about it"),
        help_text=_("Everybody can read this. Leave out addresses and phone numbers."),
        max_length=MOST_TEXT,
        error_messages={"required": _("Say more about it.")},
    )
    organisation = forms.ModelChoiceField(
        label=_("For your organisation? (optional)"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("No, for myself"),
        error_messages={"invalid_choice": _("Choose one of your own organisations.")},
    )
    theme = forms.ModelChoiceField(
        label=_("Theme (optional)"),
        queryset=Theme.objects.none(),
        required=False,
        empty_label=_("Any theme"),
    )
    area = forms.ModelChoiceField(
        label=_("Where? (optional)"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=_("Anywhere"),
    )
    closes_on = DayField(
        label=_("Until which day is it open?"),
        error_messages={"required": _("Enter the last day.")},
    )

    def __init__(
        self, *args: Any, organisations: QuerySet[Organisation], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        _offer_choices(self, organisation=organisations)
        self.helper.layout = Layout(
            Field.radios("kind", legend_size=Size.SMALL),
            Field.radios("topic", legend_size=Size.SMALL),
            Field.text("title", label_size=Size.SMALL),
            Field.textarea("text", label_size=Size.SMALL, max_characters=MOST_TEXT),
            *(Field(name, context=_SMALL) for name in ("organisation", "theme", "area")),
            Field.text("closes_on", label_size=Size.SMALL, field_width=Fixed.TEN),
            Button("submit", _("Post it")),
        )

    def clean_closes_on(self) -> date:
        """From today to a year from now: what stays longer is forgotten."""
        day: date = self.cleaned_data["closes_on"]
        if not self._today <= day <= self._today + LONGEST:
            raise forms.ValidationError(_("Enter a day from today to a year from now."))
        return day

    def post(self) -> Post:
        """What was said; only of a valid form."""
        data = dict(self.cleaned_data)
        return Post(kind=AskKind(data.pop("kind")), topic=AskTopic(data.pop("topic")), **data)


class FilterForm(forms.Form):
    """What to show of the list; a value that is none is left out, never an error."""

    kind = forms.ChoiceField(
        label=_("Asks or offers"), choices=[("", _("Both")), *AskKind.choices], required=False
    )
    topic = forms.ChoiceField(
        label=_("What"), choices=[("", _("Everything")), *AskTopic.choices], required=False
    )
    theme = forms.ModelChoiceField(
        label=_("Theme"),
        queryset=Theme.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("Any theme"),
    )
    area = forms.ModelChoiceField(
        label=_("Area"),
        queryset=Area.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("Anywhere"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_choices(self)
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.form_class = "cp-narrow"
        self.helper.form_show_errors = False
        self.helper.layout = Layout(
            *(Field(name, context=_SMALL) for name in self.fields), Button.secondary("", _("Apply"))
        )

    def chosen(self) -> dict[str, object]:
        """The values that are some."""
        self.is_valid()
        return self.cleaned_data


class LetterForm(PostedForm):
    """A private letter about an ask or offer; its hint says who reads it."""

    text = WordsField(
        label=_("Your letter"),
        max_length=MOST_TEXT,
        error_messages={"required": _("Write your letter.")},
    )

    def __init__(self, *args: Any, ask: AskOrOffer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _who_reads(ask)
        self.helper.layout = Layout(
            Field.textarea("text", label_size=Size.SMALL, max_characters=MOST_TEXT),
            Button("submit", _("Send it")),
        )


def _who_reads(ask: AskOrOffer) -> str:
    if ask.organisation is None:
        return gettext(
            "We mail it on. Only the other person reads it, and moderators if that person reports "
            "it. Your address is not shown."
        )
    return gettext(
        "We mail it on. For %(organisation)s one person reads it, and whoever takes over from "
        "them later. Moderators read it if it is reported. Your address is not shown."
    ) % {"organisation": ask.organisation}


def _offer_choices(form: forms.Form, **querysets: QuerySet[Any]) -> None:
    every = {
        "theme": Theme.objects.order_by("path"),
        "area": Area.objects.order_by("name"),
        **querysets,
    }
    for name, queryset in every.items():
        form.fields[name].queryset = queryset  # type: ignore[attr-defined]  # It is a ModelChoiceField.
