"""The form that gives a search a name."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from crispy_forms_gds.layout import Button, Field, Fluid, Layout, Size
from django.utils.translation import gettext_lazy as _

from portal.common.plain_text import LineField
from portal.common.posted_form import PostedForm
from portal.common.refusals import LogsRefusals
from portal.subscriptions.interests import Interest
from portal.subscriptions.models import SavedSearch
from portal.subscriptions.services.saving import (
    MAX_SAVED,
    NameTakenError,
    TooManySavedError,
    rename_search,
    save_search,
)
from portal.users.models import User


class SearchNameForm(LogsRefusals, PostedForm):
    """A name; what the services refuse becomes an error beside the field."""

    name = LineField(
        label=_("Name of this search"),
        max_length=80,
        help_text=_("Only you can see it."),
        error_messages={
            "required": _("Give your search a name"),
            "max_length": _("The name must be 80 characters or fewer"),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Without the browser's own checks, so that the error summary says what is wrong.
        self.helper.attrs = {"novalidate": ""}
        self.helper.layout = Layout(
            Field.text("name", label_size=Size.SMALL, field_width=Fluid.TWO_THIRDS),
            Button("submit", _("Save")),
        )

    def save_new(self, user: User, interest: Interest, *, at: datetime) -> bool:
        """Save the search under the name; False where nothing was sent or it was refused."""
        return self._done(partial(save_search, user=user, interest=interest, at=at))

    def rename(self, saved: SavedSearch) -> bool:
        """Give the saved search the name; False where nothing was sent or it was refused."""
        return self._done(partial(rename_search, saved=saved))

    def _done(self, service: Callable[..., SavedSearch]) -> bool:
        if not self.is_valid():
            return False
        try:
            service(name=self.cleaned_data["name"])
        except NameTakenError:
            self.add_error("name", _("You have another search with this name. Choose a new name"))
        except TooManySavedError:
            text = _("You have saved %(most)d searches. Delete one before you save another")
            self.add_error("name", text % {"most": MAX_SAVED})
        return self.is_valid()
