"""A form that people fill in and send, as crispy-forms lays it out."""

from typing import Any

from crispy_forms_gds.helper import FormHelper
from django import forms


class PostedForm(forms.Form):
    """Sent with its button to `action`, or to the page that it is on; subclasses lay it out."""

    def __init__(self, *args: Any, action: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_method = "post"
        self.helper.form_action = action
