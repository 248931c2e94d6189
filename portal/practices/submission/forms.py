"""The short pages of telling a practice: one form for each, none of which holds anybody up."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from crispy_forms_gds.layout import Button, Field, Fixed, Layout, Size
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.common.partial_dates import first_day
from portal.common.plain_text import LineField, WordsField
from portal.common.posted_form import PostedForm
from portal.organisations.models import Organisation
from portal.practices.adoption_forms import PartialDateField
from portal.practices.enums import (
    CostBand,
    EvidenceBasis,
    KindOfChange,
    Manual,
    Stage,
)
from portal.practices.rights import Licence, QuotesConsent
from portal.practices.submission.drafts import Draft

LONGEST_STORY = 4_000
BACK_LATER = "later"
"""Name of the button that saves and goes back to the list of tasks."""


def story(label: Any, hint: Any) -> forms.CharField:
    """A question that is answered in a few sentences."""
    return WordsField(
        label=label,
        help_text=hint,
        max_length=LONGEST_STORY,
        required=False,
    )


def line(label: Any, *, length: int, hint: Any = "") -> forms.CharField:
    """A question that is answered in one line."""
    return LineField(label=label, help_text=hint, max_length=length, required=False)


def choice(
    label: Any, choices: Iterable[Any], *, unsaid: str = "", help_text: Any = ""
) -> forms.TypedChoiceField:
    """A question with a few answers to choose from; `unsaid` is what stands for none of them."""
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        help_text=help_text,
        required=False,
        empty_value=unsaid,
        widget=forms.RadioSelect,
    )


class StepForm(PostedForm):
    """One page of questions; each field has the name of the fact that it asks for.

    Fields that are missing hold nobody up: the list of tasks says what is still to be told.
    """

    picks: ClassVar[dict[str, tuple[str, ...]]] = {}
    """Fact that holds several things -> the fields that each give one of them."""
    base = forms.IntegerField(required=False, widget=forms.HiddenInput)
    """The revision that the page was filled in from."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        self.helper.layout = Layout("base", *self._questions(), *self._buttons())

    @classmethod
    def told(cls, draft: Draft) -> dict[str, Any]:
        """Field -> what the draft answers; of a fact with several picks, each its own."""
        answers = {}
        picked = {field: fact for fact, some in cls.picks.items() for field in some}
        for name in cls.base_fields:
            if name in picked:
                place = cls.picks[picked[name]].index(name)
                answers[name] = dict(enumerate(draft.value(picked[name]))).get(place)
            elif name != "base":
                answers[name] = draft.value(name)
        return answers

    def _questions(self) -> list[Any]:
        return [
            _layout(name, field)
            for name, field in self.fields.items()
            if not isinstance(field.widget, forms.HiddenInput)
        ]

    def _buttons(self) -> list[Any]:
        return [
            Button("save", _("Save and continue")),
            Button.secondary(BACK_LATER, _("Save and come back later")),
        ]

    def clean(self) -> dict[str, Any]:
        """Add an error to each date that has not come yet."""
        data: dict[str, Any] = super().clean() or {}
        for name, field in self.fields.items():
            text = data.get(name)
            if isinstance(field, PartialDateField) and text and first_day(text) > self._today:
                self.add_error(name, _("Enter a date that is not in the future."))
        return data

    def answers(self) -> dict[str, Any]:
        """Fact -> answer; several picks of one fact come as a list without repeats."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "base"}
        for fact, fields in self.picks.items():
            chosen = [data.pop(name) for name in fields]
            data[fact] = list(dict.fromkeys(filter(None, chosen)))
        return data


class TitleForm(StepForm):
    """What it is, in a title and one sentence; nothing can be kept without these."""

    title = LineField(
        label=_("What do you call it?"),
        help_text=_("A few words, such as “People who use the service choose new staff”."),
        max_length=120,
        error_messages={"required": _("Write a title. You can change it later.")},
    )
    summary = WordsField(
        label=_("What is it, in one sentence?"),
        help_text=_("Say what you do and who it helps."),
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write one sentence. You can change it later.")},
    )
    stage = forms.ChoiceField(
        label=_("How far is it?"),
        help_text=_("What was tried and did not last is worth as much as what runs."),
        choices=Stage.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how far it is.")},
    )


class StartForm(TitleForm):
    """The first page: what it is, and for which of the person's organisations it is told."""

    organisation = forms.ModelChoiceField(
        label=_("For which organisation do you write?"),
        queryset=Organisation.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": _("Choose one of your own organisations.")},
    )
    form_token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    field_order = ("organisation", "title", "summary", "stage")

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]  # It is a ModelChoiceField.
        self.helper.layout = Layout("form_token", *self._questions(), *self._buttons())

    def answers(self) -> dict[str, Any]:
        """What it is; who tells it is asked apart."""
        told = super().answers()
        return {name: told[name] for name in TitleForm.base_fields if name != "base"}


class StoryForm(StepForm):
    """Why and what."""

    problem = story(_("What was the problem?"), _("Two or three sentences are enough."))
    what_is_done = story(_("What do you do?"), _("So that somebody else could try it."))


class ResultsForm(StepForm):
    """What came of it, and what did not."""

    results = story(_("What changed?"), _("For whom? A story counts as much as a number."))
    what_did_not_work = story(
        _("What did not work?"),
        _("Others learn most from this. If nothing went wrong yet, say so."),
    )
    as_of = PartialDateField(label=_("When was that so?"), required=False)


class FiguresForm(StepForm):
    """Whether anything is measured; the figures themselves are added one by one."""

    evidence_basis = choice(
        _("How do you know?"), EvidenceBasis.choices, unsaid=EvidenceBasis.NOT_STATED
    )
    is_unmeasured = forms.BooleanField(
        label=_("We do not measure this yet"),
        help_text=_("That is an answer like any other. You can add figures when you have them."),
        required=False,
    )


class MoreForm(StepForm):
    """What a fuller account has; all of it may stay empty."""

    how_it_works = story(_("How does it work from day to day?"), _("Who does what, and when."))
    implications = story(
        _("What should others know before they try it?"), _("Providers, commissioners or funders.")
    )
    cost_and_staff_time = story(_("What does it take?"), _("Money and time, as far as you know."))
    started = PartialDateField(label=_("When did it start?"), required=False)
    cost_band = choice(
        _("What does it cost in the first year?"), CostBand.choices, unsaid=CostBand.NOT_STATED
    )
    manual = choice(
        _("Is there a manual or set procedure?"), Manual.choices, unsaid=Manual.NOT_STATED
    )
    kind_of_change = choice(_("What kind of change is it?"), KindOfChange.choices)


class RightsForm(StepForm):
    """What others may do with the text, and the consent of those who stand in it."""

    quotes_consent = choice(
        _("Do you quote or describe a person?"),
        QuotesConsent.choices,
        help_text=_("Ask them first. A first name or no name is enough."),
    )
    licence = choice(_("What may others do with your text?"), Licence.choices)


def _layout(name: str, field: forms.Field) -> Any:
    if isinstance(field.widget, forms.CheckboxSelectMultiple):
        return Field.checkboxes(name, legend_size=Size.SMALL, small=True)
    if isinstance(field.widget, forms.RadioSelect):
        return Field.radios(name, legend_size=Size.SMALL)
    if isinstance(field.widget, forms.Textarea):
        return Field.textarea(name, label_size=Size.SMALL, max_characters=field.max_length)  # type: ignore[attr-defined]  # Textareas are of text fields.
    if isinstance(field, forms.BooleanField):
        return Field.checkbox(name)
    if isinstance(field, forms.ModelChoiceField):
        return Field(name, context={"label_size": Size.for_label(Size.SMALL)})
    width = Fixed.TEN if isinstance(field, PartialDateField) else None
    return Field.text(name, label_size=Size.SMALL, field_width=width)
