"""Reads the feeds of notices that administrators switched on, some pages at each turn."""

import time

from celery import shared_task
from django.utils import timezone

from portal.tenders.services.read_feeds import read_next_page

READ_SECONDS = 20.0
"""How long one turn goes on to a next page; the place in each feed is kept between turns."""


# One large page of a slow service may take longer than tasks otherwise do.
@shared_task(queue="imports", soft_time_limit=150, time_limit=180)
def read_feeds() -> int:
    """Read pages until none is due or the time is up; return how many were tried."""
    deadline = time.monotonic() + READ_SECONDS
    tried = 0
    while time.monotonic() < deadline and read_next_page(at=timezone.now()):
        tried += 1
    return tried
