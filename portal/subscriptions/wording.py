"""The words in which people are asked for consent; a change of words needs a new version."""

from hashlib import sha256

from django.utils.translation import gettext_lazy as _

VERSION = "2026-11"

WORDING = _(
    "We will use your email address only to send the emails you ask for here. Each one has a link "
    "to stop them. We do not record whether you open them, and we never pass your address on."
)


def wording_hash() -> str:
    """SHA-256 of the words as shown, kept with each consent as evidence of what was said."""
    return sha256(str(WORDING).encode()).hexdigest()
