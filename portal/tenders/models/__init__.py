"""The tenders app's tables, one module for each noun."""

from portal.tenders.models.comment import TenderComment, TenderCommentEvent
from portal.tenders.models.early_notice import EarlyNotice, EarlyNoticeEvent, PublishedNotice
from portal.tenders.models.feed import NoticeFeed
from portal.tenders.models.lot import Lot, LotArea, LotClassification
from portal.tenders.models.party import TenderParty
from portal.tenders.models.release import ImportIssue, Release
from portal.tenders.models.tender import Tender

__all__ = [
    "EarlyNotice",
    "EarlyNoticeEvent",
    "ImportIssue",
    "Lot",
    "LotArea",
    "LotClassification",
    "NoticeFeed",
    "PublishedNotice",
    "Release",
    "Tender",
    "TenderComment",
    "TenderCommentEvent",
    "TenderParty",
]
