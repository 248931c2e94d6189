"""The example market, so that requirements change real teams."""

import pytest

from portal.tenders.models import Tender
from tests.factories.consortia import load_market


@pytest.fixture
def tender(db) -> Tender:
    load_market()
    return Tender.objects.get(ocid="ocds-example-0001")
