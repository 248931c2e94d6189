"""The account forms of django-allauth in our words and with GOV.UK markup."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from crispy_forms_gds.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.addresses import NOT_AN_ADDRESS
from portal.common.refusals import LogsRefusals

LABELS = {
    "login": _("Email address"),
    "email": _("Email address"),
    "password": _("Password"),
    "oldpassword": _("Your password now"),
    "password1": _("Choose a password"),
    "password2": _("Type the password again"),
    "code": _("Code"),
    "name": _("Name of the key"),
    "passwordless": _("Sign in with this key alone, without a password"),
}
HINTS = {
    "password1": _(
        "At least 12 characters. Three or four words that you remember make a good password."
    ),
    "name": _("So that you can tell your keys apart."),
    "passwordless": _("The device will ask for your fingerprint, your face or a PIN."),
}
WHEN_EMPTY = {
    "login": _("Enter your email address"),
    "email": _("Enter an email address"),
    "password": _("Enter your password"),
    "oldpassword": _("Enter the password you have now"),
    "password1": _("Enter a password"),
    "password2": _("Enter the password again"),
    "code": _("Enter the code"),
    "name": _("Enter a name for the key"),
    "credential": _("Your browser did not send the key. Try again."),
}


class InOurWords(LogsRefusals):
    """Gives every field of the form behind it a label, a hint and errors in plain English.

    A placeholder vanishes when somebody types, and a link inside a hint is read out as text: both
    are left out.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            field.help_text = HINTS.get(name, "")
            field.error_messages["required"] = WHEN_EMPTY.get(name, "")
            if isinstance(field, forms.EmailField):
                field.widget.attrs["spellcheck"] = "false"
                field.error_messages["invalid"] = NOT_AN_ADDRESS


def _in_our_words(form: type[forms.Form]) -> type[forms.Form]:
    return type(form.__name__, (InOurWords, form), {})


LoginForm = _in_our_words(account_forms.LoginForm)
SignupForm = _in_our_words(account_forms.SignupForm)
AddEmailForm = _in_our_words(account_forms.AddEmailForm)
ChangePasswordForm = _in_our_words(account_forms.ChangePasswordForm)
SetPasswordForm = _in_our_words(account_forms.SetPasswordForm)
ResetPasswordForm = _in_our_words(account_forms.ResetPasswordForm)
ResetPasswordKeyForm = _in_our_words(account_forms.ResetPasswordKeyForm)
ReauthenticateForm = _in_our_words(account_forms.ReauthenticateForm)
RequestLoginCodeForm = _in_our_words(account_forms.RequestLoginCodeForm)
ConfirmLoginCodeForm = _in_our_words(account_forms.ConfirmLoginCodeForm)
ConfirmEmailForm = _in_our_words(account_forms.ConfirmEmailVerificationCodeForm)
SecondStepForm = _in_our_words(mfa_forms.AuthenticateForm)
SecondStepAgainForm = _in_our_words(mfa_forms.ReauthenticateForm)
ActivateTOTPForm = _in_our_words(totp_forms.ActivateTOTPForm)
DeactivateTOTPForm = _in_our_words(totp_forms.DeactivateTOTPForm)
AddWebAuthnForm = _in_our_words(webauthn_forms.AddWebAuthnForm)
EditWebAuthnForm = _in_our_words(webauthn_forms.EditWebAuthnForm)
