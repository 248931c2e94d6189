"""What the publisher of a notice tells: its name, its licence and the address of the notice."""

import re

from portal.tenders.enums import NoticeSource
from portal.tenders.ocds.identity import Identity
from portal.tenders.ocds.values import Node

OPEN_GOVERNMENT_LICENCE = (
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
)
LONGEST_URL = 500
_FIND_A_TENDER_ID = re.compile(r"\d{6}-\d{4}", re.ASCII)
_NOTICES = {
    "awardNotice",
    "contractNotice",
    "marketEngagementNotice",
    "plannedProcurementNotice",
    "tenderNotice",
}
# Prefixes are registered with the Open Contracting Partnership; ours is for fiction only.
_PREFIXES = {
    "ocds-b5fd17-": NoticeSource.CONTRACTS_FINDER,
    "ocds-h6vhtk-": NoticeSource.FIND_A_TENDER,
    "ocds-kuma6s-": NoticeSource.SELL2WALES,
    "ocds-r6ebe6-": NoticeSource.PUBLIC_CONTRACTS_SCOTLAND,
    "ocds-example-": NoticeSource.EXAMPLE,
}
_PUBLISHED_UNDER_OGL = {
    NoticeSource.CONTRACTS_FINDER,
    NoticeSource.FIND_A_TENDER,
    NoticeSource.PUBLIC_CONTRACTS_SCOTLAND,
    NoticeSource.SELL2WALES,
}


def source_of(ocid: str) -> NoticeSource:
    """The publisher that an ocid's prefix is registered to."""
    return next(
        (source for prefix, source in _PREFIXES.items() if ocid.lower().startswith(prefix)),
        NoticeSource.OTHER,
    )


def licence_of(source: NoticeSource, stated: str) -> str:
    """The address of the licence: the package's, or what the source says of all its notices."""
    if stated:
        return stated
    return OPEN_GOVERNMENT_LICENCE if source in _PUBLISHED_UNDER_OGL else ""


def notice_url(release: Node, newest: Identity, source: NoticeSource) -> str:
    """The page of the newest notice on the publisher's own site; empty where none is known."""
    found = ""
    parts = (release.child("planning"), release.child("tender"))
    later = (*release.children("awards"), *release.children("contracts"))
    for part in (*parts, *later):
        for document in part.children("documents"):
            url = document.text("url")
            is_notice = document.text("documentType") in _NOTICES
            if is_notice and _is_web_address(url):
                found = url
    if found or source != NoticeSource.FIND_A_TENDER:
        return found
    if not _FIND_A_TENDER_ID.fullmatch(newest.release_id):
        return ""
    return f"https://www.find-tender.service.gov.uk/Notice/{newest.release_id}"


def _is_web_address(url: str) -> bool:
    return url.startswith(("https://", "http://")) and len(url) <= LONGEST_URL
