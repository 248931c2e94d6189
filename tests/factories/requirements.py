"""Requirements of tenders, as rules find them in the text."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from portal.consortia.models import TenderRequirement
from portal.consortia.requirement_kinds import RequirementKind, SourceKind, Unit


class TenderRequirementFactory(DjangoModelFactory):
    """A proposal of 90 hours a week that nobody has checked."""

    class Meta:
        model = TenderRequirement

    tender = factory.SubFactory("tests.factories.tenders.TenderFactory")
    kind = RequirementKind.HOURS
    amount = 90
    found_amount = 90
    unit = Unit.HOURS_A_WEEK
    source_kind = SourceKind.QUOTE
    source_path = "tender.description"
    quote = "About 90 hours a week."
    quote_start = 0
    quote_end = 22
    created_at = datetime(2026, 1, 1, tzinfo=UTC)
