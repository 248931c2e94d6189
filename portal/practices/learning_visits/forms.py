"""The forms of learning visits: hosting, asking, answering, and what was learned."""

from datetime import date, timedelta
from typing import Any

from crispy_forms_gds.layout import Button, Field, Fixed, Layout, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.days import DayField
from portal.common.plain_text import WordsField
from portal.common.posted_form import PostedForm
from portal.practices.learning_visits.services import Wish
from portal.practices.models.learning_visit import MOST_TEXT, MOST_VISITORS

LONGEST = timedelta(days=14)
LATEST = timedelta(days=731)


class _People(forms.IntegerField):
    """A number of people."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=MOST_VISITORS, **kwargs)
        number = _("Enter a whole number from 1 to %(most)d.") % {"most": MOST_VISITORS}
        for name in ("required", "invalid"):
            self.error_messages[name] = number
        for validator in self.validators:
            validator.message = number  # type: ignore[attr-defined]  # The limits have one.


class HostForm(PostedForm):
    """What visitors see, and how many may come."""

    shows = WordsField(
        max_length=MOST_TEXT,
        label=_("What can visitors see and learn?"),
        help_text=_("Everybody can read this."),
        error_messages={"required": _("Write what visitors can see.")},
    )
    capacity = _People(label=_("How many visitors can come on one day?"))
    is_open = forms.BooleanField(label=_("We take requests now"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field.textarea("shows", label_size=Size.SMALL, max_characters=MOST_TEXT),
            Field.text("capacity", label_size=Size.SMALL, field_width=Fixed.THREE),
            Field.checkbox("is_open"),
            Button("submit", _("Save")),
        )


class AskToVisitForm(PostedForm):
    """Who comes when, and to learn what."""

    text = WordsField(
        max_length=MOST_TEXT,
        label=_("What do you want to learn?"),
        help_text=_("Only the host reads this."),
        error_messages={"required": _("Write what you want to learn.")},
    )
    people = _People(label=_("How many of you come?"))
    first_day = DayField(
        label=_("First day"), error_messages={"required": _("Enter the first day.")}
    )
    last_day = DayField(label=_("Last day, if it is another"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        self.helper.layout = Layout(
            Field.textarea("text", label_size=Size.SMALL, max_characters=MOST_TEXT),
            Field.text("people", label_size=Size.SMALL, field_width=Fixed.THREE),
            Field.text("first_day", label_size=Size.SMALL, field_width=Fixed.TEN),
            Field.text("last_day", label_size=Size.SMALL, field_width=Fixed.TEN),
            Button("submit", _("Ask to visit")),
        )

    def clean(self) -> dict[str, Any]:
        """A visit begins from today on, ends after it begins and lasts two weeks at most."""
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if first and not self._today <= first <= self._today + LATEST:
            self.add_error("first_day", _("Enter a day from today to two years from now."))
        if first and last and not first <= last <= first + LONGEST:
            self.add_error("last_day", _("Enter a day up to two weeks after the first."))
        return data

    def wish(self) -> Wish:
        """What was asked for; only of a valid form."""
        data = self.cleaned_data
        return Wish(
            text=data["text"],
            people=data["people"],
            first_day=data["first_day"],
            last_day=data["last_day"] or data["first_day"],
        )


class AnswerVisitForm(PostedForm):
    """The host's yes or no."""

    ACCEPT, DECLINE = "accept", "decline"

    answer = forms.ChoiceField(
        label=_("Can they come?"),
        choices=[(ACCEPT, _("Yes, they are welcome")), (DECLINE, _("No, not then"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    words = WordsField(
        max_length=MOST_TEXT,
        label=_("What should they know? (optional)"),
        help_text=_("Where to come to, whom to ask for, or when it would suit better."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field.radios("answer", legend_size=Size.SMALL),
            Field.textarea("words", label_size=Size.SMALL, max_characters=MOST_TEXT),
            Button("send_answer", _("Send the answer")),
        )


class FeedbackForm(PostedForm):
    """What visitors took home."""

    text = WordsField(
        max_length=MOST_TEXT,
        label=_("What did you learn?"),
        help_text=_("Only the host reads this."),
        error_messages={"required": _("Write what you learned.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field.textarea("text", label_size=Size.SMALL, max_characters=MOST_TEXT),
            Button("send_feedback", _("Tell the host")),
        )
