"""Text that people type: what it may hold, and the message where it holds something else."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

# Control characters of ASCII and Latin-1, but for the tab and the two of a new line; what turns the
# direction of the text around it; and what takes no room and joins nothing. The joiners stay, which
# Persian, Hindi and emoji need, and the marks that only say which way a word runs.
_NOT_PRINTED = (
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    r"\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
printable = RegexValidator(
    _NOT_PRINTED,
    _("Take out the characters that cannot be printed. Typing the text again helps."),
    inverse_match=True,
)
no_markup = RegexValidator(r"[<>]", _("Take out the signs < and >."), inverse_match=True)


def plain_tags(tags: list[str]) -> list[str]:
    """The tags as they came: no field of a model has them, so forms hold them to the rule.

    Raises:
        ValidationError: one of them cannot be printed.
    """
    printable(" ".join(tags))
    return tags


class LineField(forms.CharField):
    """One line that can be printed."""

    default_validators = [printable]  # noqa: RUF012 - Django declares it so.


class WordsField(LineField):
    """Several sentences that can be printed, in a box with room for them."""

    widget = forms.Textarea
