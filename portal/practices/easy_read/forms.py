"""The editor's form of an Easy Read version: a draft may hold anything, what is sent on may not."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from portal.practices.easy_read.blocks import errors_in

CHECK_FIELDS = {"checked_by", "checked_on"}


class EasyReadForm(WagtailAdminPageForm):
    """Checks the rules when the page is sent to moderation or published, not at each saving."""

    def clean(self) -> dict[str, Any]:
        """Note which text was checked by people, and put a message at each block with a problem."""
        data: dict[str, Any] = super().clean()
        if "body" not in data:
            return data
        if CHECK_FIELDS.intersection(self.changed_data):
            self.instance.note_check(data["body"])
        if data.get("checked_on") and data["checked_on"] > timezone.localdate():
            self.add_error("checked_on", _("Enter a day that is not in the future."))
        if not self.is_deferred_validation:
            self._check(data)
        return data

    def _check(self, data: dict[str, Any]) -> None:
        if not data.get("checked_by"):
            self.add_error("checked_by", _("Say who with lived experience checked it."))
        if not data.get("checked_on") and "checked_on" not in self.errors:
            self.add_error("checked_on", _("Enter the day on which they checked it."))
        if data.get("checked_on") and not self.instance.is_text_checked(data["body"]):
            self.add_error(
                "checked_on",
                _("The text changed since this check. Ask again, and enter the new day."),
            )
        # Last, because a field with an error loses its value.
        errors = errors_in(data["body"])
        if errors is not None:
            self.add_error("body", errors)
