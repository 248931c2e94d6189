"""Counts of what people searched for."""

from hashlib import sha256

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from search.models import QueryCount, ThemeCount
from tests.factories.practices import ThemeFactory


class QueryCountFactory(DjangoModelFactory):
    """A readable wording that was typed once today and found nothing."""

    class Meta:
        model = QueryCount

    day = factory.LazyFunction(timezone.localdate)
    text = factory.Sequence(lambda number: f"wording {number}")
    text_hash = factory.LazyAttribute(lambda row: sha256(row.text.encode()).hexdigest())
    times = 1
    nothing_times = 1


class ThemeCountFactory(DjangoModelFactory):
    """A theme that was chosen once today."""

    class Meta:
        model = ThemeCount

    day = factory.LazyFunction(timezone.localdate)
    theme = factory.SubFactory(ThemeFactory)
    times = 1
