"""Numbers of public registers: which registers count, and how each writes its numbers."""

import re
import unicodedata

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class IdentifierScheme(models.TextChoices):
    """A public register, by its code in the list of org-id.guide, which OCDS uses too."""

    COMPANIES_HOUSE = "GB-COH", _("Company number")
    CHARITY_COMMISSION = "GB-CHC", _("Charity number (England and Wales)")
    OSCR = "GB-SC", _("Charity number (Scotland)")
    PPON = "GB-PPON", _("Public procurement number (PPON)")


class NotAnIdentifierError(ValueError):
    """The text is no number of the register; `message` says in plain words what one looks like."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = str(message)


# Companies House, uniform resource identifiers of companies: two digits or a known prefix, then six
# digits; registered societies may end in a letter.
_COMPANY = re.compile(
    r"(?:AC|CE|CS|FC|FE|GE|GS|IC|LP|NC|NF|NI|NL|NO|NP|OC|OE|PC|R0|RC|SA|SC|SE|SF|SG|SI|SL|SO|SR|SZ"
    r"|ZC|\d\d)\d{6}|(?:IP|SP|RS)[A-Z\d]{6}|SL\d{5}A",
    re.ASCII,
)
_CHARITY = re.compile(r"(\d{6,7})(?:-0*(\d{1,3}))?", re.ASCII)
_SCOTTISH_CHARITY = re.compile(r"(?:SC)?(\d{4,6})", re.ASCII)
_PPON = re.compile(r"([A-Z]{4})-?(\d{4})-?([A-Z]{4})", re.ASCII)
_NO_ZEROS = re.compile(r"(\d{6,8})|([A-Z]{2})(\d{4,6})", re.ASCII)
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")

_LOOKS_LIKE = {
    IdentifierScheme.COMPANIES_HOUSE: _(
        "Enter the 8 characters of the company number, such as 01234567 or OC123456."
    ),
    IdentifierScheme.CHARITY_COMMISSION: _(
        "Enter the 6 or 7 digits of the charity number, such as 1234567, or 1234567-1 for a linked "
        "charity."
    ),
    IdentifierScheme.OSCR: _("Enter SC and 6 digits, such as SC012345."),
    IdentifierScheme.PPON: _("Enter 4 letters, 4 digits and 4 letters, such as PABC-1234-DEFG."),
}

_PAGES = {
    IdentifierScheme.COMPANIES_HOUSE: (
        "https://find-and-update.company-information.service.gov.uk/company/{0}"
    ),
    IdentifierScheme.CHARITY_COMMISSION: (
        "https://register-of-charities.charitycommission.gov.uk/charity-details/"
        "?regid={0}&subid={1}"
    ),
    IdentifierScheme.OSCR: (
        "https://www.oscr.org.uk/about-charities/search-the-register/charity-details?number={0}"
    ),
}
"""Where a register shows one number; the register of PPONs has no public page for each."""


def standard_form(scheme: IdentifierScheme, typed: str, *, is_example: bool = False) -> str:
    """The number as its register writes it: no spaces, capitals, leading zeros put back.

    Only the shape is checked: nobody is asked whether the number was given out. A number without a
    digit but 0 never is, so examples alone may have one.

    Raises:
        NotAnIdentifierError: it has not the shape of a number of this register.
    """
    plain = unicodedata.normalize("NFKC", typed).upper()
    plain = re.sub(r"[\s.]", "", _DASHES.sub("-", plain)).removeprefix(f"{scheme.value}-")
    found = _SHAPED[scheme](plain)
    if found is None or (_is_made_up(found) and not is_example):
        raise NotAnIdentifierError(_LOOKS_LIKE[scheme])
    return found


def page_of(scheme: IdentifierScheme, number: str) -> str:
    """Address of the page on which the register shows this number; empty where it has none."""
    if _is_made_up(number) or scheme not in _PAGES:
        return ""
    main, _dash, linked = number.partition("-")
    return _PAGES[scheme].format(main, linked or "0")


def _is_made_up(number: str) -> bool:
    return not any(sign.isdigit() and sign != "0" for sign in number)


def _company(plain: str) -> str | None:
    match = _NO_ZEROS.fullmatch(plain)
    if match and match[1]:
        plain = match[1].zfill(8)
    elif match:
        plain = match[2] + match[3].zfill(6)
    return plain if _COMPANY.fullmatch(plain) else None


def _charity(plain: str) -> str | None:
    match = _CHARITY.fullmatch(plain)
    if match is None:
        return None
    # The register counts the main charity as 0 of its linked ones.
    is_linked = match[2] not in (None, "0")
    return f"{match[1]}-{match[2]}" if is_linked else match[1]


def _scottish_charity(plain: str) -> str | None:
    match = _SCOTTISH_CHARITY.fullmatch(plain)
    return f"SC{match[1].zfill(6)}" if match else None


def _ppon(plain: str) -> str | None:
    match = _PPON.fullmatch(plain)
    return "-".join(match.groups()) if match else None


_SHAPED = {
    IdentifierScheme.COMPANIES_HOUSE: _company,
    IdentifierScheme.CHARITY_COMMISSION: _charity,
    IdentifierScheme.OSCR: _scottish_charity,
    IdentifierScheme.PPON: _ppon,
}
