"""An address that mail can reach, or the same words in every form that asks for one."""

import pytest
from django.core.exceptions import ValidationError

from portal.common.addresses import NOT_AN_ADDRESS, AddressField
from portal.organisations.colleagues.forms import InviteForm
from portal.practices.early_drafts.forms import BeginForm, HelpForm
from portal.subscriptions.forms import SubscribeForm
from portal.subscriptions.preferences.forms import AddressForm


class TestAddressField:
    @pytest.mark.parametrize(
        "typed",
        [
            "a@localhost",
            "x@[127.0.0.1]",
            "x@[::1]",
            "a@example",
            "d@.example",
            "a@example..org",
            "Rosa <rosa@example.org>",
        ],
    )
    def test_refuses_what_mail_cannot_reach(self, typed):
        with pytest.raises(ValidationError) as refused:
            AddressField().clean(typed)

        assert refused.value.messages == [str(NOT_AN_ADDRESS)]

    @pytest.mark.parametrize(
        "typed", ["o'neill+care@sub.example.org", "=cmd@example.org", "rosa@exämple.org"]
    )
    def test_takes_what_is_odd_and_valid(self, typed):
        assert AddressField().clean(f" {typed} ") == typed

    @pytest.mark.parametrize("form", [InviteForm, BeginForm, HelpForm, SubscribeForm, AddressForm])
    def test_is_in_every_form_that_has_mail_sent(self, form):
        assert isinstance(form.base_fields["email"], AddressField)
