"""Loads what fictional members share, through the services that real members use."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from home.example_network.bidding import load_consortium
from home.example_network.easy_read import load_easy_read
from home.example_network.exchange import (
    load_ask,
    load_commitment,
    load_host,
    load_review,
    load_review_offer,
)
from home.example_network.meetings import load_early_notice, load_event
from home.example_network.occasion import Occasion
from home.example_network.people import ensure_people
from home.example_network.practices import (
    load_adoption,
    load_picture,
    load_remark,
    load_voice,
)

LOADERS: dict[str, Callable[[dict[str, Any], Occasion], bool]] = {
    "pictures": load_picture,
    "easy_reads": load_easy_read,
    "adoptions": load_adoption,
    "voices": load_voice,
    "remarks": load_remark,
    "hosts": load_host,
    "review_offers": load_review_offer,
    "reviews": load_review,
    "asks": load_ask,
    "commitments": load_commitment,
    "events": load_event,
    "early_notices": load_early_notice,
    "consortia": load_consortium,
}
"""Part of the content -> what loads one row of it, unless it is there; in the order of need."""


@transaction.atomic
def load_example_network(content: dict[str, Any], *, at: datetime) -> dict[str, int]:
    """Load what is not there yet, with days counted from `at`; how many rows of each part are new.

    Raises:
        Organisation.DoesNotExist, PracticePage.DoesNotExist: a row names one that is no example,
            so nothing is ever said in the name of a real organisation.
    """
    occasion = Occasion(at=at, people=ensure_people(content["people"]))
    return {
        part: sum(load(row, occasion) for row in content[part]) for part, load in LOADERS.items()
    }
