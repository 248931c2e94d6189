"""Which addresses must not be written to, known only by a keyed hash."""

from django.utils.crypto import salted_hmac

from portal.subscriptions.models import Suppression

_SALT = "portal.subscriptions.suppression"


def address_hash(email: str) -> str:
    """HMAC-SHA-256 of the address in lower case, keyed with SECRET_KEY.

    The address cannot be read back from it, nor guessed by somebody who has only the table.
    """
    return salted_hmac(_SALT, email.strip().casefold(), algorithm="sha256").hexdigest()


def is_suppressed(email: str) -> bool:
    """True where the owner of the address, or their mail server, told us to stop."""
    return Suppression.objects.filter(address_hash=address_hash(email)).exists()
