"""What django-allauth asks the portal: which addresses may sign up, and how we put things."""

from typing import Any, ClassVar
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.common.addresses import reachable


class AccountAdapter(DefaultAccountAdapter):
    """The portal's rules for accounts, and its words for what goes wrong."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "duplicate_email": _("You use this email address already."),
        "email_password_mismatch": _(
            "The email address or the password is not right. Check both and try again."
        ),
        "enter_current_password": _("This is not the password you have now. Try again."),
        "incorrect_code": _("The code is not right. Check it, or ask for a new one."),
        "incorrect_password": _("The password is not right. Try again."),
        "rate_limited": _("That was very quick. Wait a minute, then try again."),
        "too_many_login_attempts": _("Too many tries. Wait 5 minutes, then try again."),
    }

    def clean_email(self, email: str) -> str:
        """Accept an address that mail can reach from outside.

        Raises:
            ValidationError: the part after the @ is a bare number or a name without a dot.
        """
        cleaned: str = super().clean_email(email)
        reachable(cleaned)
        return cleaned

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one account mail; its links start with SITE_URL, whatever host the request named."""
        links = {
            name: _on_our_site(value) for name, value in context.items() if name.endswith("_url")
        }
        super().send_mail(
            template_prefix, email, {**context, **links, "site_url": settings.SITE_URL}
        )


class MFAAdapter(DefaultMFAAdapter):
    """The portal's words for what goes wrong with a second step."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is not right. Wait for the next one and try again."),
        "unverified_email": _("Confirm your email address first. Then set up a second step."),
    }


def _on_our_site(url: str) -> str:
    path = urlsplit(url)._replace(scheme="", netloc="").geturl()
    return f"{settings.SITE_URL}{path}"
