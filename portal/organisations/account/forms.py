"""The form in which people say their name and how they want to be described."""

from typing import Any

from crispy_forms_gds.layout import Button, Field, Layout, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.plain_text import LineField, no_markup
from portal.common.posted_form import PostedForm
from portal.users.enums import SelfDescription

LONGEST_NAME = 150


class AboutYouForm(PostedForm):
    """A name, or none, and a description, or none."""

    name = LineField(
        label=_("Your name (optional)"),
        help_text=_("As you want colleagues to see it. A first name is enough."),
        max_length=LONGEST_NAME,
        required=False,
        validators=[no_markup],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    describes_as = forms.ChoiceField(
        label=_("How do you want to be described?"),
        help_text=_("You need to prove nothing, and it opens nothing. You can change it."),
        choices=[*SelfDescription.choices, ("", _("None of these, or I would rather not say"))],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field.text("name", label_size=Size.SMALL),
            Field.radios("describes_as", legend_size=Size.SMALL),
            Button("submit", _("Save")),
        )
