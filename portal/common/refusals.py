"""Leaves a line in the log where somebody sent a form that was refused."""

import structlog
from django import forms

log = structlog.get_logger(__name__)


class LogsRefusals(forms.Form):
    """Names itself and the fields that were wrong in the log, and nothing of what was typed."""

    def full_clean(self) -> None:
        """Check the form as ever; Django does this once for each form that was sent."""
        super().full_clean()
        if self.is_bound and self.errors:
            log.info("form.refused", form=type(self).__name__, fields=sorted(self.errors))
