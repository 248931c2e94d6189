"""Applies what was pressed on the page of email choices and says, in words, what came of it."""

from datetime import datetime

from django.utils.translation import gettext as _

from portal.subscriptions.enums import Cadence, EndReason
from portal.subscriptions.forms import ManageForm
from portal.subscriptions.models import Subscriber
from portal.subscriptions.selectors import account_at
from portal.subscriptions.services.ending import (
    AlreadyEndedError,
    change_cadence,
    end_all_subscriptions,
    end_subscription,
)
from portal.subscriptions.slot_words import news_comes
from portal.users.notice_choices import choose_notices


def change_choices(form: ManageForm, subscriber: Subscriber, *, at: datetime) -> str:
    """Do what the form asks and return the sentence to show; nothing, where it is not valid."""
    if not form.is_valid():
        errors = [str(error) for error in form.non_field_errors()]
        return " ".join(errors) or _("Nothing was changed.")
    if form.cleaned_data["action"] == ManageForm.END_ALL:
        end_all_subscriptions(subscriber=subscriber, reason=EndReason.MANAGED, at=at)
        person = account_at(subscriber)
        if person is None:
            return _("You will get no more emails from us.")
        choose_notices(person=person, kinds=())
        return _("You will get no more emails from us, but for answers to what you do here.")
    try:
        return _change_one(form, at)
    except AlreadyEndedError:
        return _("This interest was ended before.")


def _change_one(form: ManageForm, at: datetime) -> str:
    subscription = form.cleaned_data["subscription"]
    if form.cleaned_data["action"] == ManageForm.END:
        end_subscription(subscription=subscription, reason=EndReason.MANAGED, at=at)
        return _("You will get no more emails about this interest.")
    cadence = Cadence(form.cleaned_data["cadence"])
    change_cadence(subscription=subscription, cadence=cadence, at=at)
    return f"{_('Saved.')} {news_comes([subscription.subscriber.slot(cadence)])}"
