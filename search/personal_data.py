"""Tells typed words that look like somebody's personal data, which must not be kept."""

import re

MAX_WORDS = 12
"""More words than in any search for a kind of practice: somebody's story, perhaps a pasted letter.

The longest of our judged questions has 11.
"""

_EMAIL = r"\S@\S"
# Telephone and NHS numbers, dates of birth, account and case numbers: six digits or more, however
# they are parted.
_LONG_NUMBER = r"\+?\d(?:[ ./()-]{0,2}\d){5,}"
_FINANCIAL_YEAR = re.compile(r"\b20\d\d ?[/–-] ?(?:20)?\d\d\b(?! ?\d)")
# A full postcode is about 15 homes; with any other word it can name a person. The area alone
# (“M14”) is kept. Royal Mail, Programmers' Guide to the PAF, appendix C.
_POSTCODE = r"\b[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}\b"
_NATIONAL_INSURANCE = r"\b[A-Z]{2}\s*(?:\d\s*){6}[A-D]?\b"
_TITLE_AND_NAME = r"\b(?:mr|mrs|ms|miss|mx|dr)\b\.?\s+\w"
_HANDLE_OR_ADDRESS = r"(?:^|\s)@\w|https?:|www\."
_PERSONAL = re.compile(
    "|".join(
        (
            _EMAIL,
            _LONG_NUMBER,
            _POSTCODE,
            _NATIONAL_INSURANCE,
            _TITLE_AND_NAME,
            _HANDLE_OR_ADDRESS,
        )
    ),
    re.IGNORECASE,
)


def looks_personal(text: str) -> bool:
    """Whether a search may hold an address, a number, a postcode or a name with its title.

    It errs towards yes: what is lost is one count in a report. A bare name cannot be told from
    other words; that is why no wording is readable until it was typed several times, see
    `search.services.record_demand`.
    """
    text = _FINANCIAL_YEAR.sub(" ", text)
    return len(text.split()) > MAX_WORDS or _PERSONAL.search(text) is not None
