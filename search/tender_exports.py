"""Tenders in the forms that other programs read: Atom and CSV; no person is in either."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from portal.common.spreadsheets import csv_lines
from portal.tenders.deadlines import UK_TIME
from portal.tenders.models import Tender
from search.tender_address import address
from search.tender_finding import TendersFound

FEED_ENTRIES = 50
ROWS_AT_ONCE = 200


def tender_atom_feed(found: TendersFound, *, site_url: str) -> str:
    """The newest of what was found as an Atom document (RFC 4287).

    An entry's id is its page's address, which never changes.
    """
    query = found.query.criteria
    here = urljoin(site_url, address(reverse("tender_feed"), query))
    feed = Atom1Feed(
        title=_("%(search)s – Common Practice") % {"search": query.describe()},
        link=urljoin(site_url, address(reverse("tender_list"), query)),
        description="",
        author_name=settings.WAGTAIL_SITE_NAME,
        feed_url=here,
        feed_guid=here,
    )
    newest = found.tenders.order_by("-published_at", "-pk").exclude(published_at=None)
    for tender in newest[:FEED_ENTRIES]:
        page = urljoin(site_url, tender.get_absolute_url())
        feed.add_item(
            title=tender.title,
            link=page,
            description=Truncator(tender.description).chars(500),
            unique_id=page,
            pubdate=tender.published_at,
            updateddate=tender.published_at,
        )
    return str(feed.writeString("utf-8"))


def tender_csv_lines(found: TendersFound, *, site_url: str) -> Iterator[bytes]:
    """Lines of a CSV file with everything that was found, in its order."""
    return csv_lines(_rows(found, found.ordered_ids(), site_url))


def _rows(found: TendersFound, ids: list[int], site_url: str) -> Iterator[list[str]]:
    yield [
        *(_("ocid"), _("Title"), _("Buyer"), _("Stage"), _("Areas"), _("Bid by")),
        *(_("Talks end"), _("Value before tax"), _("Currency"), _("Buyer says: suits small firms")),
        *(_("Buyer says: suits charities and social enterprises"), _("Published on")),
        *(_("Published"), _("Licence"), _("Web address"), _("Search")),
    ]
    search = found.query.describe(len(ids))
    for start in range(0, len(ids), ROWS_AT_ONCE):
        some = ids[start : start + ROWS_AT_ONCE]
        tenders = Tender.objects.prefetch_related("areas").in_bulk(some)
        for pk in some:
            if pk in tenders:
                yield [*_row(tenders[pk], site_url), search]


def _row(tender: Tender, site_url: str) -> list[str]:
    return [
        tender.ocid,
        tender.title,
        tender.buyer_name,
        tender.get_stage_display(),
        "; ".join(area.name for area in tender.areas.all()),
        _moment(tender.tender_period_end_at),
        _moment(tender.engagement_end_at),
        "" if tender.value_amount is None else str(tender.value_amount),
        tender.value_currency,
        *_claims(tender),
        tender.get_source_display(),
        _moment(tender.published_at),
        tender.licence,
        urljoin(site_url, tender.get_absolute_url()),
    ]


def _moment(at: datetime | None) -> str:
    return at.astimezone(UK_TIME).isoformat(timespec="minutes") if at else ""


def _claims(tender: Tender) -> list[str]:
    words = {None: _("not stated"), True: _("yes"), False: _("no")}
    return [words[tender.suitability_sme], words[tender.suitability_vcse]]
