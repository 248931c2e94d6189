"""Text that people type holds what can be read, and nothing that hides or turns it."""

import pytest
from django.core.exceptions import ValidationError

from portal.common.plain_text import printable

ARABIC = "\u0645\u0631\u062d\u0628\u0627\u200f!"
PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
FLAG_OF_WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"


class TestPrintable:
    @pytest.mark.parametrize(
        "sign",
        [
            *("\x00", "\x07", "\x1f", "\x7f"),
            *("\x80", "\x85", "\x9f"),
            *("\u202a", "\u202d", "\u202e", "\u2066", "\u2069"),
            *("\u200b", "\u2060", "\ufeff"),
        ],
        ids=ascii,
    )
    def test_refuses_what_cannot_be_seen(self, sign):
        with pytest.raises(ValidationError, match="cannot be printed"):
            printable(f"Be{sign}Caring")

    @pytest.mark.parametrize(
        "text",
        ["Two\r\nlines\tand a tab", "Café – “so”\xa0…", ARABIC, PERSIAN, FAMILY, FLAG_OF_WALES],
        ids=ascii,
    )
    def test_takes_what_people_write(self, text):
        printable(text)
