"""The forms of the email pages: asking for emails, and changing them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from crispy_forms_gds.layout import HTML, Button, Field, Fluid, Layout, Size
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.common.addresses import AddressField
from portal.common.refusals import LogsRefusals
from portal.practices.models import Theme
from portal.subscriptions import wording
from portal.subscriptions.enums import CHOSEN_CADENCES, Cadence, TopicKind
from portal.subscriptions.interests import Interest
from portal.subscriptions.lately import a_week, number_by_theme, practices_lately
from portal.subscriptions.models import Subscriber, Subscription
from portal.subscriptions.services.subscribing import SubscriptionRequest
from portal.subscriptions.when_fields import OptionalTimesForm, when_details

CADENCE_CHOICES = [(cadence.value, cadence.label) for cadence in CHOSEN_CADENCES]
TOO_OFTEN = _("That was a lot in a short time. Wait a few minutes, then go on.")
INDENT = "\u2003"


class SubscribeForm(OptionalTimesForm):
    """Where to write and how often; and about what, where the address of the page does not say."""

    theme = forms.ChoiceField(
        label=_("What do you want to hear about?"),
        choices=(),
        required=False,
        help_text=_("The numbers are from the last 30 days."),
    )
    cadence = forms.ChoiceField(
        label=_("How often do you want emails?"),
        choices=CADENCE_CHOICES,
        initial=Cadence.DAILY,
        widget=forms.RadioSelect,
        help_text=_("We only write when there is something new."),
        error_messages={"required": _("Choose how often you want emails")},
    )
    email = AddressField(
        label=_("Your email address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        help_text=_("We send a link to this address first, so that nobody else can sign you up."),
        error_messages={
            "required": _("Enter your email address"),
        },
    )

    def __init__(self, *args: Any, interest: Interest, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._interest = interest
        names = ["cadence", "when", "email"]
        if interest.value:
            del self.fields["theme"]
        else:
            self.fields["theme"].choices = _theme_choices(at)  # type: ignore[attr-defined]  # It is a ChoiceField.
            names.insert(0, "theme")
        self.helper.layout = Layout(
            *(_LAYOUT[name]() for name in names),
            HTML.p(wording.WORDING),
            Button("submit", _("Send me the link")),
        )

    def to_request(self, *, form_url: str) -> SubscriptionRequest:
        """What was asked for; only of a valid form."""
        theme = self.cleaned_data.get("theme")
        chosen = Interest(kind=TopicKind.THEME, value=theme) if theme else self._interest
        cadence = Cadence(self.cleaned_data["cadence"])
        return SubscriptionRequest(
            email=self.cleaned_data["email"],
            interest=chosen,
            cadence=cadence,
            form_url=form_url[:2000],
            send_at=self.cleaned_data["send_at"],
            day=self.chosen_day(cadence),
        )


class ManageForm(LogsRefusals):
    """One change on the page of email choices; ``action`` is the button that was pressed."""

    CHANGE = "change"
    END = "end"
    END_ALL = "end-all"

    action = forms.ChoiceField(choices=[(name, name) for name in (CHANGE, END, END_ALL)])
    subscription = forms.ModelChoiceField(queryset=Subscription.objects.none(), required=False)
    cadence = forms.ChoiceField(choices=CADENCE_CHOICES, required=False)

    def __init__(self, *args: Any, subscriber: Subscriber, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Subscription.objects.live().filter(subscriber=subscriber)
        self.fields["subscription"].queryset = own  # type: ignore[attr-defined]  # It is a ModelChoiceField.

    def clean(self) -> dict[str, Any]:
        """Refuse a change of one interest that names none of the person's own live ones."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("action") != self.END_ALL and not data.get("subscription"):
            raise forms.ValidationError(_("This interest was ended before."))
        if data.get("action") == self.CHANGE and not data.get("cadence"):
            raise forms.ValidationError(_("Choose how often you want emails."))
        return data


_LAYOUT: dict[str, Callable[[], Any]] = {
    "theme": lambda: Field("theme", context={"label_size": Size.for_label(Size.SMALL)}),
    "cadence": lambda: Field.radios("cadence", legend_size=Size.SMALL),
    "when": when_details,
    "email": lambda: Field.text("email", label_size=Size.SMALL, field_width=Fluid.TWO_THIRDS),
}


def _theme_choices(at: datetime) -> list[tuple[str, str]]:
    lately = practices_lately(at=at)
    numbers = number_by_theme(lately)
    themes = Theme.objects.order_by("path").values_list("slug", "name", "depth")
    return [
        ("", _with_number(gettext("All practices"), len(lately))),
        *(
            (slug, INDENT * (depth - 1) + _with_number(name, numbers.get(slug, 0)))
            for slug, name, depth in themes
        ),
    ]


def _with_number(name: str, lately: int) -> str:
    """What one may choose, and how much it brings."""
    if not lately:
        return gettext("%(name)s: nothing new lately") % {"name": name}
    words = (
        gettext("%(name)s: about %(number)d a week")
        if a_week(lately)
        else gettext("%(name)s: less than one a week")
    )
    return words % {"name": name, "number": a_week(lately)}
