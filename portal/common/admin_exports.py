"""Keeps formulas out of every CSV file of the Wagtail admin, those of its own reports too."""

from functools import wraps
from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from portal.common.spreadsheets import harmless


def keep_formulas_out() -> None:
    """Wrap the one method through which Wagtail prepares a cell: its settings reach single fields.

    Its XLSX files mark such a cell as text by themselves.
    """
    prepared = SpreadsheetExportMixin.preprocess_field_value

    @wraps(prepared)
    def _harmless_if_csv(
        view: SpreadsheetExportMixin, field: str, value: Any, export_format: str
    ) -> Any:
        written = prepared(view, field, value, export_format)
        is_text = isinstance(written, str) and export_format == view.FORMAT_CSV
        return harmless(written) if is_text else written

    SpreadsheetExportMixin.preprocess_field_value = _harmless_if_csv
