"""The form in which owners say what their organisation is called."""

from typing import Any

from crispy_forms_gds.layout import Button, Field, Layout, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.plain_text import LineField, no_markup, printable
from portal.common.posted_form import PostedForm
from portal.organisations.joining.likeness import core_of
from portal.organisations.models import Organisation

MOST_SHORT_FORMS = 10
LONGEST_NAME = 200


class NamesForm(PostedForm):
    """The name, and what else people call it."""

    name = LineField(
        label=_("What is it called?"),
        help_text=_("If you change it, people still find you by the name that you have now."),
        max_length=LONGEST_NAME,
        validators=[no_markup],
        error_messages={"required": _("Write the name.")},
    )
    short_forms = forms.CharField(
        label=_("What else do people call it? (optional)"),
        help_text=_("Short forms and other spellings, one on each line. Search finds you by them."),
        required=False,
        max_length=MOST_SHORT_FORMS * LONGEST_NAME,
        validators=[no_markup],
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken_by: Organisation | None = None
        self.helper.layout = Layout(
            Field.text("name", label_size=Size.SMALL),
            Field.textarea("short_forms", label_size=Size.SMALL),
            Button("submit", _("Save")),
        )

    def clean_name(self) -> str:
        """A name with at least one letter or number in it, on one line."""
        name = " ".join(self.cleaned_data["name"].split())
        if not core_of(name):
            raise forms.ValidationError(_("Write a name with letters or numbers."))
        return name

    def clean_short_forms(self) -> list[str]:
        """The lines that hold something, without repeats."""
        lines = (" ".join(line.split()) for line in self.cleaned_data["short_forms"].splitlines())
        forms_ = list(dict.fromkeys(line for line in lines if line))
        if len(forms_) > MOST_SHORT_FORMS:
            raise forms.ValidationError(
                _("Give at most %(most)d, one on each line."), params={"most": MOST_SHORT_FORMS}
            )
        for line in forms_:
            printable(line)
            if len(line) > LONGEST_NAME or not core_of(line):
                raise forms.ValidationError(
                    _("“%(line)s” is no name. Write letters or numbers, at most 200."),
                    params={"line": line[:50]},
                )
        return forms_
