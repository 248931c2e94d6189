"""Tenders as documents; persons named in notices are in none of them."""

from collections.abc import Iterator, Mapping

from portal.organisations.models import Area
from portal.tenders.models import Tender
from search.port import Document

PUBLIC = ("public",)
_CHUNK = 500
_ID_BITS = 31


def tender_documents(versions: Mapping[int, int]) -> dict[int, Document]:
    """Id -> document for the ids of tenders that the board lists.

    Args:
        versions: id -> version to give its document. Read it before the tenders are read, so that
            a document is never older than its version says.
    """
    tenders = list(
        Tender.objects.listed()
        .filter(pk__in=list(versions))
        .select_related("early_notice")
        .prefetch_related("areas", "lots__classifications")
    )
    names = dict(Area.objects.values_list("path", "name"))
    return {
        tender.pk: Document(
            id=str(tender.pk),
            version=versions[tender.pk],
            visibility=PUBLIC,
            texts=_texts(tender, names),
            keywords={},
            newest=_newest(tender),
        )
        for tender in tenders
    }


def listed_tender_ids() -> Iterator[int]:
    """Ids of all tenders that the board lists, in ascending order."""
    ids = Tender.objects.listed().order_by("pk").values_list("pk", flat=True)
    return iter(ids.iterator(chunk_size=_CHUNK))


def _texts(tender: Tender, names: Mapping[str, str]) -> dict[str, str]:
    lot_texts = (
        text
        for lot in tender.lots.all()
        if not lot.is_implicit
        for text in (lot.title, lot.description)
    )
    codes = [code for lot in tender.lots.all() for code in lot.classifications.all()]
    places = [
        names[path]
        for area in tender.areas.all()
        for end in range(area.steplen, len(area.path) + 1, area.steplen)
        if (path := area.path[:end]) in names
    ]
    labels = (
        tender.buyer_name,
        tender.ocid,
        tender.get_source_display(),
        *places,
        *(text for code in codes for text in (code.description, code.code)),
    )
    return {
        "title": tender.title,
        "summary": "",
        "body": "\n".join(filter(None, (tender.description, *lot_texts, *_wishes(tender)))),
        "labels": "\n".join(dict.fromkeys(filter(None, labels))),
        "subjects": "",
    }


def _wishes(tender: Tender) -> tuple[str, ...]:
    """What a notice that was posted here says of the work; an imported one has no such fields."""
    notice = tender.early_notice
    if notice is None:
        return ()
    return (notice.skilled_roles, notice.secure_hours, notice.outcomes)


def _newest(tender: Tender) -> int:
    # Seconds since 1970 in the upper bits and the id in the lower ones: no two are equal.
    published_at = tender.published_at or tender.imported_at
    seconds = max(0, int(published_at.timestamp())) if published_at else 0
    return (seconds << _ID_BITS) + int(tender.pk)
