"""Refuses a release that states a day which does not exist where a fact is read from it."""

from collections.abc import Iterator

from portal.tenders.ocds.values import Node

CONTRACT = ("startDate", "endDate", "maxExtentDate")


def check_dates(release: Node) -> None:
    """Raise ``RefusedReleaseError`` for the first date that a fact is read from and that is none.

    Fields that no fact is read from, such as the dates of documents, are not judged.
    """
    for node, key in _dates(release):
        node.check_moment(key)


def _dates(release: Node) -> Iterator[tuple[Node, str]]:
    tender = release.child("tender")
    yield tender, "expressionOfInterestDeadline"
    yield tender.child("tenderPeriod"), "endDate"
    yield tender.child("enquiryPeriod"), "endDate"
    for part in (tender, *tender.children("lots")):
        yield from ((part.child("contractPeriod"), key) for key in CONTRACT)
    for milestone in release.child("planning").children("milestones"):
        if milestone.text("type") == "engagement":
            yield milestone, "dueDate"
