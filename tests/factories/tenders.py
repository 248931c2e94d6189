"""Tenders and their lots, fictional and valid by default."""

import hashlib
from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from portal.organisations.models import Area
from portal.tenders.enums import AreaScheme, NoticeSource, Stage, TenderStatus
from portal.tenders.models import Lot, LotArea, LotClassification, Release, Tender


class TenderFactory(DjangoModelFactory):
    """An open example tender; `lots` are made apart, areas come as `areas=[...]`."""

    class Meta:
        model = Tender
        skip_postgeneration_save = True

    class Params:
        real = factory.Trait(
            ocid=factory.Sequence(lambda number: f"ocds-h6vhtk-{number:06x}"),
            source=NoticeSource.FIND_A_TENDER,
            is_example=False,
        )
        engagement = factory.Trait(status=TenderStatus.PLANNING, stage=Stage.EARLY_ENGAGEMENT)
        awarded = factory.Trait(status=TenderStatus.COMPLETE, stage=Stage.AWARDED)

    ocid = factory.Sequence(lambda number: f"ocds-example-{number:06d}")
    source = NoticeSource.EXAMPLE
    title = factory.Sequence(lambda number: f"Home care in Example Town {number}")
    description = "Support at home for adults."
    buyer_name = "Example Council"
    status = TenderStatus.ACTIVE
    stage = Stage.OPEN
    published_at = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
    tender_period_end_at = datetime(2099, 1, 15, 12, 0, tzinfo=UTC)
    is_care_relevant = True
    care_reason = "CPV code 85312000"
    is_example = True

    @factory.post_generation
    def areas(self, create: bool, extracted: list[Area] | None) -> None:
        if create and extracted:
            self.areas.set(extracted)


class LotFactory(DjangoModelFactory):
    """A lot of an example tender; areas come as `areas=[...]`."""

    class Meta:
        model = Lot
        skip_postgeneration_save = True

    tender = factory.SubFactory(TenderFactory)
    lot_id = factory.Sequence(lambda number: str(number + 1))
    position = factory.Sequence(lambda number: number)
    title = factory.Sequence(lambda number: f"Lot {number + 1}")

    @factory.post_generation
    def areas(self, create: bool, extracted: list[Area] | None) -> None:
        if create and extracted:
            self.areas.set(extracted)


class LotClassificationFactory(DjangoModelFactory):
    class Meta:
        model = LotClassification

    lot = factory.SubFactory(LotFactory)
    scheme = "CPV"
    code = "85312000"
    description = "Social work services without accommodation"


class LotAreaFactory(DjangoModelFactory):
    class Meta:
        model = LotArea

    lot = factory.SubFactory(LotFactory)
    scheme = AreaScheme.NAME
    text = factory.Sequence(lambda number: f"Example Town {number}")


class ReleaseFactory(DjangoModelFactory):
    class Meta:
        model = Release

    tender = factory.SubFactory(TenderFactory)
    release_id = factory.Sequence(lambda number: f"example-release-{number}")
    tags = factory.LazyFunction(lambda: ["tender"])
    released_at = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
    raw = factory.LazyAttribute(lambda made: f'{{"ocid": "{made.tender.ocid}"}}')
    sha256 = factory.LazyAttribute(
        lambda made: hashlib.sha256(f"{made.raw}{made.release_id}".encode()).hexdigest()
    )
    imported_at = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
