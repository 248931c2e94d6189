"""What the walkthrough works with: the portal's own pages, its mail and its background work."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client

from portal.practices.models import PracticePage, Theme
from portal.tenders.models import Tender
from tasks.loop import run_job
from tasks.schedule import SCHEDULE
from tasks.walkthrough.mailbox import Mailbox

# The scheduled jobs that the main job needs; the others wait for their own time.
JOBS = frozenset(
    {
        "tasks.indexing.drain_outbox",
        "tasks.digests.match_events",
        "tasks.digests.sequence",
        "tasks.digests.send_transactional",
        "tasks.digests.send_digests",
        "tasks.matching.solve_requested",
    }
)


class StepFailedError(Exception):
    """A step of the main job did not do what it promises; the message says which and what to
    look at.
    """


@dataclass
class Surroundings:
    """One walk: its own token in every name, so that walks never meet and clean-up finds all."""

    token: str
    at: datetime
    client: Client
    mailbox: Mailbox
    patience: float
    """Seconds to wait for anything that background work does."""
    theme: Theme | None = None
    practice: PracticePage | None = None
    tender: Tender | None = None

    @property
    def address(self) -> str:
        """The subscriber of this walk."""
        return f"walkthrough-{self.token}@example.org"

    def get(self, path: str, **parameters: Any) -> Any:
        """The JSON of one of the portal's own addresses; raises StepFailedError for any
        other answer.
        """
        response = self.client.get(path, parameters)
        if response.status_code != 200:  # noqa: PLR2004 - HTTP's own number
            raise StepFailedError(f"{path} answered {response.status_code}.")
        return response.json()


def portal_client() -> Client:
    """A client that speaks to the portal as a browser at SITE_URL does, through all its
    middleware.
    """
    address = urlsplit(settings.SITE_URL)
    client = Client(headers={"host": address.netloc})
    client.defaults["wsgi.url_scheme"] = address.scheme
    return client


def background_work() -> Callable[[], object]:
    """What has to happen between two looks: nothing where Celery works, our jobs where it
    does not.
    """
    if settings.CELERY_BROKER_URL:
        return lambda: None
    jobs = [job for job in SCHEDULE if job.task in JOBS]
    return lambda: [run_job(job) for job in jobs]
