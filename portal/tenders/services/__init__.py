"""Changes to tenders; called by commands, tasks and views."""

from portal.tenders.services.fetch_pages import Feed
from portal.tenders.services.import_releases import count_releases, import_releases
from portal.tenders.services.report import ImportReport

__all__ = ["Feed", "ImportReport", "count_releases", "import_releases"]
