"""The example market: eleven fictional providers, their declared services and three tenders."""

import pytest

from portal.tenders.models import Tender
from tests.factories.consortia import load_market


@pytest.fixture
def market(db) -> None:
    load_market()


@pytest.fixture
def covered_tender(market) -> Tender:
    return Tender.objects.get(ocid="ocds-example-0001")


@pytest.fixture
def gap_tender(market) -> Tender:
    return Tender.objects.get(ocid="ocds-example-0002")
