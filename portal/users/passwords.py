"""Refuses passwords that are little more than the name of this site or of its subject."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# OWASP ASVS 5.0, 6.2.11: words of the context that somebody who guesses would try first.
CONTEXT_WORDS = ("commonpractice", "common", "practice", "socialcare", "password", "manchester")
FEWEST_OTHER_CHARACTERS = 8


class ContextWordsValidator:
    """Asks for enough of a password to be left when the words of the context are taken out."""

    def validate(self, password: str, user: object = None) -> None:
        """Accept a password with at least eight characters besides such words and their joints.

        Raises:
            ValidationError: less than that is left.
        """
        letters = re.sub(r"[\W\d_]+", "", password.casefold())
        left = letters
        for word in CONTEXT_WORDS:
            left = left.replace(word, "")
        if left != letters and len(left) < FEWEST_OTHER_CHARACTERS:
            raise ValidationError(
                _("This password is easy to guess for somebody who knows this site. Add a word."),
                code="password_of_context_words",
            )

    def get_help_text(self) -> str:
        """What the rule asks, for people who choose a password."""
        return _("Do not use the name of this site as your password.")
