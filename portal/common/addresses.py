"""Email addresses as people type them: one that mail can reach from outside, or a message."""

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

NOT_AN_ADDRESS = _("Enter an email address in the right form, like name@example.com")


class _ReachableValidator(EmailValidator):
    """Wants a name with a dot, as mail on the internet needs: no a@localhost, no x@[127.0.0.1]."""

    domain_allowlist = ()

    def validate_domain_part(self, domain_part: str) -> bool:
        """Whether what stands behind the @ is such a name."""
        return not domain_part.startswith("[") and super().validate_domain_part(domain_part)


reachable = _ReachableValidator(NOT_AN_ADDRESS)


class AddressField(forms.EmailField):
    """One address, without a display name, that mail can reach."""

    default_validators = [reachable]  # noqa: RUF012 - Django declares it so.
    default_error_messages = {"invalid": NOT_AN_ADDRESS}  # noqa: RUF012 - The same.
