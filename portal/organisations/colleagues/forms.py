"""The forms about colleagues: inviting one, and what a colleague may do."""

from typing import Any

from allauth.account.adapter import get_adapter
from crispy_forms_gds.layout import Button, Field, Layout, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.addresses import AddressField
from portal.common.posted_form import PostedForm
from portal.organisations.models.membership import MembershipRole


class InviteForm(PostedForm):
    """Whom to invite, and as what."""

    email = AddressField(
        label=_("Email address of your colleague"),
        error_messages={"required": _("Enter an email address")},
        widget=forms.EmailInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("What may they do?"),
        choices=[
            (MembershipRole.EDITOR, _("Editor: write for the organisation and change its page")),
            (MembershipRole.OWNER, _("Owner: also say who acts for the organisation")),
        ],
        initial=MembershipRole.EDITOR,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what they may do.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field.text("email", label_size=Size.SMALL),
            Field.radios("role", legend_size=Size.SMALL),
            Button("submit", _("Send the invitation")),
        )

    def clean_email(self) -> str:
        """An address that mail can reach from outside."""
        address: str = get_adapter().clean_email(self.cleaned_data["email"])
        return address


class RoleForm(forms.Form):
    """What a colleague may do from now on."""

    role = forms.ChoiceField(choices=MembershipRole.choices)
