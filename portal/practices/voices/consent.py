"""The words of consent: shown to the person, and kept with what they said as they read them."""

from django.utils.translation import gettext as _


def consent_wording() -> str:
    """What a person agrees to when they give their words to a practice."""
    return _(
        "These are my own words. The network may show them on the page of this practice, with the"
        " name that I chose or with none. I can take them back at any time with one click, without"
        " saying why. Then they are gone from the page and deleted."
    )
