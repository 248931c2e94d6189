"""A long list of tick boxes in a form, with a box above it that shortens it where scripts run."""

from crispy_forms_gds.layout import Div, Field, Size
from django.utils.translation import gettext as _


def long_list(name: str) -> Div:
    """The tick boxes of a field; without scripts they are there all the same.

    Call it while a form is made, because the words are in the reader's language.
    """
    return Div(
        Field.checkboxes(name, legend_size=Size.SMALL, small=True),
        css_id=f"{name}-choices",
        data_module="cp-option-search",
        data_search_label=_("Find in this list"),
        data_search_hint=_("Type a few letters to shorten the list. What you have ticked stays."),
        data_search_status=_("%d in the list"),
    )
