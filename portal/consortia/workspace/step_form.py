"""What the forms of a consortium's steps have in common; each is alone on its page."""

from typing import Any

from crispy_forms_gds.layout import Button, Layout
from django.utils.translation import gettext_lazy as _

from portal.common.posted_form import PostedForm
from portal.consortia.models import Seat


class StepForm(PostedForm):
    """One form on a page; what it is about follows from the reader's own place."""

    BUTTON: Any = _("Go on")

    def __init__(self, *args: Any, own: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
        self.helper.layout = Layout(*self.parts(), Button("send", self.BUTTON))

    def parts(self) -> list[Any]:
        """The fields, as they are laid out."""
        return []
