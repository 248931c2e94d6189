"""Text that people type: what it may hold, and the message where it holds something else."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

printable = RegexValidator(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]",
    _("Take out the characters that cannot be printed. Typing the text again helps."),
    inverse_match=True,
)
no_markup = RegexValidator(r"[<>]", _("Take out the signs < and >."), inverse_match=True)
