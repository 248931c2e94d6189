"""The forms in which a commissioner writes an early notice, withdraws it or links its tender."""

from datetime import date
from typing import Any

from crispy_forms_gds.layout import Button, Field, Fixed, Layout, Size
from django import forms
from django.core.validators import URLValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.common.days import DayField
from portal.common.long_lists import long_list
from portal.common.plain_text import LineField, WordsField, no_markup
from portal.common.posted_form import PostedForm
from portal.organisations.models import Area, Organisation, ServiceType
from portal.tenders.models import EarlyNotice, Tender
from portal.tenders.models.early_notice import (
    MOST_LOTS_TEXT,
    MOST_TITLE,
    MOST_WANTED,
    MOST_WORDS,
)
from portal.tenders.posting.continuation import TenderField
from portal.tenders.posting.selectors import places_to_buy_in
from portal.tenders.posting.services import NoticeSaid

MOST_LOTS, LONGEST_LOT = 20, 200
PUBLISH, DRAFT = "publish", "draft"


class NoticeForm(PostedForm):
    """What a commissioner thinks of buying; a draft needs its title alone."""

    title = LineField(
        label=_("In one line, what might you buy?"),
        max_length=MOST_TITLE,
        validators=[no_markup],
        error_messages={"required": _("Say in one line what it is.")},
    )
    wanted = WordsField(
        label=_("What is wanted, and what is still open?"),
        help_text=_("Everybody can read this. Do not name people."),
        max_length=MOST_WANTED,
        error_messages={"required": _("Say what is wanted.")},
    )
    areas = forms.ModelMultipleChoiceField(
        label=_("Where?"),
        queryset=Area.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one place.")},
    )
    services = forms.ModelMultipleChoiceField(
        label=_("Which services? (optional)"),
        help_text=_("Providers are found by what they tick, too."),
        queryset=ServiceType.objects.order_by("name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    lots_text = WordsField(
        label=_("Lots, if you think of any (optional)"),
        help_text=_("One on each line, at most 20."),
        max_length=MOST_LOTS_TEXT,
        required=False,
    )
    skilled_roles = WordsField(
        label=_("Which skilled roles should the work have? (optional)"),
        help_text=_("Such as leads for dementia, or a way from a first job to a trained one."),
        max_length=MOST_WORDS,
        required=False,
    )
    secure_hours = WordsField(
        label=_("How secure should the hours be? (optional)"),
        help_text=_("Such as contracts with set hours, and pay for travel between visits."),
        max_length=MOST_WORDS,
        required=False,
    )
    outcomes = WordsField(
        label=_("What should be better for people? (optional)"),
        help_text=_("Such as fewer falls, or more days out. Say what matters, not how to do it."),
        max_length=MOST_WORDS,
        required=False,
    )
    talks_end_on = DayField(
        label=_("Last day on which you talk with providers"),
        error_messages={"required": _("Enter the last day of the talks.")},
    )
    notice_expected_on = DayField(
        label=_("When do you expect to publish the tender? (optional)"), required=False
    )
    contact_url = forms.URLField(
        label=_("Web page on which providers reach you"),
        help_text=_("A page of yours, not a person’s mail address."),
        max_length=500,
        assume_scheme="https",
        error_messages={
            "required": _("Enter the address of a page."),
            "invalid": _("Enter a web address, such as https://www.example.gov.uk/care"),
        },
    )

    def __init__(self, *args: Any, notice: EarlyNotice | None, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._notice, self._today = notice, today
        self.fields["areas"].queryset = places_to_buy_in()  # type: ignore[attr-defined]  # It is a ModelMultipleChoiceField.
        self.is_draft = (notice is None or notice.is_draft) and PUBLISH not in self.data
        if self.is_draft:
            for name in set(self.fields) - {"title", "organisation"}:
                self.fields[name].required = False
        self.fields["contact_url"].validators.append(URLValidator(schemes=["http", "https"]))
        self.helper.layout = self._layout()

    def _layout(self) -> Layout:
        long = {"wanted": MOST_WANTED, "lots_text": MOST_LOTS_TEXT}
        words = ("skilled_roles", "secure_hours", "outcomes")
        return Layout(
            *self._before(),
            Field.text("title", label_size=Size.SMALL),
            _area("wanted", long["wanted"]),
            long_list("areas"),
            long_list("services"),
            _area("lots_text", long["lots_text"]),
            *(_area(name, MOST_WORDS) for name in words),
            Field.text("talks_end_on", label_size=Size.SMALL, field_width=Fixed.TEN),
            Field.text("notice_expected_on", label_size=Size.SMALL, field_width=Fixed.TEN),
            Field.text("contact_url", label_size=Size.SMALL),
            *self._buttons(),
        )

    def _before(self) -> list[Any]:
        return []

    def _buttons(self) -> list[Button]:
        if self._notice is not None and not self._notice.is_draft:
            return [Button(PUBLISH, _("Save the change"))]
        return [
            Button(PUBLISH, _("Publish it")),
            Button.secondary(DRAFT, _("Keep it as a draft")),
        ]

    def clean_lots_text(self) -> str:
        """Not more lines than a page shows well, none too long, and none twice."""
        text: str = self.cleaned_data["lots_text"]
        lots = EarlyNotice(lots_text=text).lot_titles
        if len(lots) > MOST_LOTS:
            raise forms.ValidationError(_("Name at most 20 lots, one on each line."))
        if any(len(lot) > LONGEST_LOT for lot in lots):
            raise forms.ValidationError(_("Make each line shorter than 200 characters."))
        if len({lot.casefold() for lot in lots}) < len(lots):
            raise forms.ValidationError(_("Name each lot once."))
        return text

    def clean_talks_end_on(self) -> date | None:
        """A day that has not passed, unless it stood there before."""
        day: date | None = self.cleaned_data["talks_end_on"]
        before = self._notice.talks_end_on if self._notice and not self._notice.is_draft else None
        if day is not None and day < self._today and day != before and not self.is_draft:
            raise forms.ValidationError(_("Enter a day that has not passed."))
        return day

    def clean(self) -> dict[str, Any]:
        """The tender comes after the talks."""
        data: dict[str, Any] = super().clean() or {}
        talks, expected = data.get("talks_end_on"), data.get("notice_expected_on")
        if talks and expected and expected < talks:
            self.add_error(
                "notice_expected_on", _("Enter a day that is not before the end of the talks.")
            )
        return data

    def said(self) -> NoticeSaid:
        """What was said; only of a valid form."""
        data = {name: self.cleaned_data[name] for name in NoticeForm.base_fields}
        for name in ("areas", "services"):
            data[name] = sorted(data[name], key=lambda one: one.pk)
        return NoticeSaid(**data)


class NewNoticeForm(NoticeForm):
    """A first notice, for one of the commissioners that somebody acts for."""

    organisation = forms.ModelChoiceField(
        label=_("For which buyer do you write?"),
        queryset=Organisation.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the buyer that you write for."),
            "invalid_choice": _("Choose one of your own organisations."),
        },
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, notice=None, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]  # It is a ModelChoiceField.
        first = organisations.first()
        self.fields["organisation"].initial = first and first.pk

    def _before(self) -> list[Any]:
        return [Field.radios("organisation", legend_size=Size.SMALL)]


class WithdrawForm(PostedForm):
    """Why a published notice is withdrawn."""

    why = WordsField(
        label=_("Why do you withdraw it?"),
        help_text=_("Readers who follow a link to it see this."),
        max_length=500,
        error_messages={"required": _("Say why in a few words.")},
    )

    def __init__(self, *args: Any, is_draft: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_draft:
            del self.fields["why"]
            self.helper.layout = Layout(Button.warning("submit", _("Delete the draft")))
        else:
            self.helper.layout = Layout(
                _area("why", 500), Button.warning("submit", _("Withdraw the notice"))
            )


class ContinuationForm(PostedForm):
    """As which tender on the board a notice went on; empty where as none."""

    tender = TenderField(
        label=_("Address of the tender’s page here, or its number (ocid)"),
        help_text=_("Leave it empty to take the link away."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field.text("tender", label_size=Size.SMALL), Button("submit", _("Save"))
        )

    def chosen(self) -> Tender | None:
        """The tender; only of a valid form."""
        found: Tender | None = self.cleaned_data["tender"]
        return found


def _area(name: str, most: int) -> Any:
    return Field.textarea(name, label_size=Size.SMALL, max_characters=most)
