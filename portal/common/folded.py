"""Optional questions of a form behind one line, so that the form stays short."""

from typing import Any

from crispy_forms_gds.layout import Div
from django import forms


class Folded(Div):
    """Fields that a reader opens if they want to; open by themselves where one has an error."""

    template = "layouts/partials/folded.html"

    def __init__(self, *fields: Any, names: tuple[str, ...], summary: Any, hint: Any = "") -> None:
        super().__init__(*fields)
        self.summary, self.hint = summary, hint
        self.is_open = False
        self._names = names

    def render(self, form: forms.Form, context: Any, *args: Any, **kwargs: Any) -> str:
        """The line, and the fields behind it."""
        self.is_open = any(form[name].errors for name in self._names)
        return str(super().render(form, context, *args, **kwargs))
