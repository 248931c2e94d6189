"""The number by which addresses and forms name a practice."""

import re

_NUMBER = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


def practice_number(text: str) -> int | None:
    """The number that the text is; None where it is none, or larger than any database gives."""
    return int(text) if _NUMBER.fullmatch(text) else None
