"""The forms of joining a consortium, and of leaving it."""

from typing import Any

from crispy_forms_gds.layout import Field, Size
from django.utils.translation import gettext_lazy as _

from portal.common.plain_text import LineField
from portal.consortia.models.seat import MOST_REASON
from portal.consortia.workspace.step_form import StepForm


class YesForm(StepForm):
    """A yes to the place."""

    BUTTON = _("Yes, we are interested")


class NoForm(StepForm):
    """A no, or leaving."""

    BUTTON = _("Take us out of this team")
    reason = LineField(
        label=_("Why, if you like to say"),
        help_text=_("Only your own organisation can read this."),
        max_length=MOST_REASON,
        required=False,
    )

    def parts(self) -> list[Any]:
        return [Field.text("reason", label_size=Size.SMALL)]


class ConfidentialityForm(StepForm):
    """Agreeing to the terms, and whom the partners may talk to."""

    BUTTON = _("We agree")
    contact = LineField(
        label=_("Who can your partners talk to?"),
        help_text=_(
            "A name and an email address or telephone number. Partners who agreed too see it."
        ),
        max_length=200,
        error_messages={"required": _("Write whom your partners can talk to.")},
    )

    def parts(self) -> list[Any]:
        return [Field.text("contact", label_size=Size.SMALL)]


class InviteForm(StepForm):
    """Inviting everybody who agreed to confidentiality."""

    BUTTON = _("Send the invitations")


class AcceptForm(StepForm):
    """Being in."""

    BUTTON = _("Yes, we are in")


class GoOnForm(StepForm):
    """Going on with those who are in."""

    BUTTON = _("Go on as we are")


class GiveUpForm(StepForm):
    """The end for everybody."""

    BUTTON = _("Give this consortium up")
