"""Which addresses must not be written to, known only by a keyed hash."""

from email.utils import parseaddr

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.encoding import punycode

from portal.subscriptions.models import Suppression

_SALT = "portal.subscriptions.suppression"


def on_the_wire(email: str) -> str:
    """The address alone as mail servers write it: in lower case, without a display name, and its
    domain in ASCII (RFC 5890), so that every spelling of one address is the same.
    """
    bare = parseaddr(email.strip())[1] or email.strip()
    local, at_sign, domain = bare.casefold().rpartition("@")
    try:
        return f"{local}{at_sign}{punycode(domain)}"
    except UnicodeError:
        return f"{local}{at_sign}{domain}"


def address_hash(email: str, *, key: str | None = None) -> str:
    """HMAC-SHA-256 of the address as mail servers write it, keyed with SECRET_KEY or ``key``.

    The address cannot be read back from it, nor guessed by somebody who has only the table.
    """
    return salted_hmac(_SALT, on_the_wire(email), secret=key, algorithm="sha256").hexdigest()


def known_hashes(email: str) -> list[str]:
    """Its hashes under the present key and under those that it replaced."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [address_hash(email, key=key) for key in keys]


def is_suppressed(email: str) -> bool:
    """True where the owner of the address, or their mail server, told us to stop."""
    return Suppression.objects.filter(address_hash__in=known_hashes(email)).exists()
