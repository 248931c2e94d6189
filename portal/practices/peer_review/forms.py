"""The forms of a peer review: asking, answering, planning the visit, findings and the lesson."""

from typing import Any

from crispy_forms_gds.layout import Button, Field, Fixed, Layout, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.days import DayField
from portal.common.plain_text import WordsField
from portal.common.posted_form import PostedForm
from portal.organisations.models import Organisation
from portal.organisations.models.organisation import OrganisationQuerySet
from portal.practices.models import PracticePage, Theme
from portal.practices.models.peer_review import MOST_TEXT
from portal.practices.querysets import PracticeQuerySet


class AskForm(PostedForm):
    """What should be reviewed, for which organisation."""

    organisation = forms.ModelChoiceField(
        label=_("For which organisation do you ask?"),
        queryset=Organisation.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": _("Choose one of your own organisations.")},
    )
    theme = forms.ModelChoiceField(
        label=_("What is it about?"),
        queryset=Theme.objects.none(),
        empty_label=_("Choose a theme"),
        error_messages={"required": _("Choose a theme.")},
    )
    wish = WordsField(
        label=_("What should somebody look at with fresh eyes?"),
        help_text=_("Only those whom you invite read this."),
        max_length=MOST_TEXT,
        error_messages={"required": _("Write what should be looked at.")},
    )

    def __init__(self, *args: Any, organisations: OrganisationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]  # It is a ModelChoiceField.
        self.fields["theme"].queryset = Theme.objects.order_by("path")  # type: ignore[attr-defined]  # As above.
        self.helper.layout = Layout(
            Field("organisation", context={"label_size": Size.for_label(Size.SMALL)}),
            Field("theme", context={"label_size": Size.for_label(Size.SMALL)}),
            Field.textarea("wish", label_size=Size.SMALL, max_characters=MOST_TEXT),
            Button("submit", _("Find reviewers")),
        )


class AnswerInvitationForm(PostedForm):
    """The reviewer's yes or no."""

    ACCEPT, DECLINE = "accept", "decline"

    answer = forms.ChoiceField(
        label=_("Will you review them?"),
        choices=[(ACCEPT, _("Yes, we will")), (DECLINE, _("No, not this time"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field.radios("answer", legend_size=Size.SMALL),
            Button("send_answer", _("Send the answer")),
        )


class VisitForm(PostedForm):
    """When the visit is."""

    first = DayField(
        label=_("First day of the visit"), error_messages={"required": _("Enter the first day.")}
    )
    last = DayField(label=_("Last day, if it is another"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field.text("first", label_size=Size.SMALL, field_width=Fixed.TEN),
            Field.text("last", label_size=Size.SMALL, field_width=Fixed.TEN),
            Button("send_visit", _("Save the days")),
        )

    def clean(self) -> dict[str, Any]:
        """A visit ends on its first day or later."""
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("first"), data.get("last")
        if first and last and last < first:
            self.add_error("last", _("Enter the first day or a later one."))
        return data


class FindingForm(PostedForm):
    """What the other side alone may read."""

    finding = WordsField(
        label=_("Write to the other side"),
        help_text=_("Only your two organisations read this. Nobody else, at no time."),
        max_length=MOST_TEXT,
        error_messages={"required": _("Write what you found.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field.textarea("finding", label_size=Size.SMALL, max_characters=MOST_TEXT),
            Button("send_finding", _("Send it")),
        )


class LessonForm(PostedForm):
    """What everybody may learn, once the other side agrees."""

    lesson = WordsField(
        label=_("A lesson for everybody"),
        help_text=_("It is public once the other side agrees. Name no people."),
        max_length=MOST_TEXT,
        error_messages={"required": _("Write the lesson.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field.textarea("lesson", label_size=Size.SMALL, max_characters=MOST_TEXT),
            Button("send_lesson", _("Propose the lesson")),
        )


class UpdateForm(PostedForm):
    """Into which practice of one's own a public lesson goes."""

    practice = forms.ModelChoiceField(
        label=_("Or put it into a practice that you tell already"),
        help_text=_("It goes to the end of what the practice means for others, in a draft."),
        queryset=PracticePage.objects.none(),
        empty_label=_("Choose a practice"),
        error_messages={
            "required": _("Choose a practice."),
            "invalid_choice": _("Choose one of your own published practices."),
        },
    )

    def __init__(self, *args: Any, practices: PracticeQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practice"].queryset = practices  # type: ignore[attr-defined]  # It is a ModelChoiceField.
        self.helper.layout = Layout(
            Field("practice", context={"label_size": Size.for_label(Size.SMALL)}),
            Button.secondary("send_update", _("Put it there")),
        )
