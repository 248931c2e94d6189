"""Early notices of a fictional commissioner, as drafts, and published as the service does it."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from portal.organisations.models.organisation import OrganisationKind
from portal.tenders.models import EarlyNotice
from portal.tenders.posting.tender import write_tender
from tests.factories.organisations import OrganisationFactory

PUBLISHED_AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


class EarlyNoticeFactory(DjangoModelFactory):
    """A whole draft; with `published=True` it is on the board."""

    class Meta:
        model = EarlyNotice
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory, kind=OrganisationKind.COMMISSIONER)
    title = factory.Sequence(lambda number: f"Support at home in Example Town {number}")
    wanted = "We think of buying home care by outcomes."
    talks_end_on = date(2099, 1, 31)
    contact_url = "https://www.example.gov.uk/care"
    written_at = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)

    @factory.post_generation
    def published(self, create: bool, extracted: bool | None) -> None:
        if create and extracted:
            self.published_at = PUBLISHED_AT
            self.save()
            write_tender(self, at=PUBLISHED_AT)
