"""What members of the examples arrange with each other: visits, reviews, asks and promises."""

from typing import Any

from django.db.models import Q

from home.example_network.occasion import Occasion, example_organisation, example_practice
from portal.organisations.models import Area
from portal.practices.asks.services import Post, answer_ask, post_ask, write_letter
from portal.practices.commitments.services import look_back, make_commitment, tell_outcome
from portal.practices.learning_visits.services import (
    Wish,
    answer_visit,
    ask_to_visit,
    give_feedback,
    offer_to_host,
)
from portal.practices.member_enums import AskKind, AskTopic, CommitmentOutcome, YearOn
from portal.practices.models import (
    AskOrOffer,
    Commitment,
    PeerReview,
    ReviewOffer,
    ReviewRequest,
    Theme,
    VisitHost,
)
from portal.practices.peer_review.services import (
    add_finding,
    agree_to_lesson,
    answer_invitation,
    ask_for_review,
    invite_reviewer,
    set_visit,
    set_willing,
    write_lesson,
)


def load_host(row: dict[str, Any], occasion: Occasion) -> bool:
    """Open an organisation to visitors, with those who asked to come."""
    organisation = example_organisation(row["organisation"])
    if VisitHost.objects.filter(organisation=organisation).exists():
        return False
    host = offer_to_host(
        organisation=organisation,
        by=occasion.person(row["by"]),
        shows=row["shows"],
        capacity=row["capacity"],
        is_open=True,
    )
    for visit in row["visits"]:
        _load_visit(host, visit, occasion)
    return True


def _load_visit(host: VisitHost, row: dict[str, Any], occasion: Occasion) -> None:
    visitor, day = occasion.person(row["by"]), occasion.day(row["in_days"])
    wish = Wish(text=row["wish"], people=row["people"], first_day=day, last_day=day)
    asked = occasion.moment(row["asked_in_days"])
    visit = ask_to_visit(host=host, by=visitor, wish=wish, at=asked)
    if "answer" in row:
        by, words = occasion.person(row["answered_by"]), row["answer"]
        answer_visit(visit=visit, by=by, is_accepted=True, words=words, at=asked)
    if "feedback" in row:
        at = occasion.moment(row["in_days"] + 1)
        give_feedback(visit=visit, by=visitor, text=row["feedback"], at=at)


def load_review_offer(row: dict[str, Any], occasion: Occasion) -> bool:
    """Say that an organisation reviews others."""
    organisation = example_organisation(row["organisation"])
    was_offered = PeerReview.objects.filter(reviewer=organisation).exists()
    if was_offered or ReviewOffer.objects.filter(organisation=organisation).exists():
        return False
    by = occasion.person(row["by"])
    set_willing(organisation=organisation, by=by, is_willing=True, at=occasion.at)
    return True


def load_review(row: dict[str, Any], occasion: Occasion) -> bool:
    """Ask for a review and invite who is proposed; the rest follows where it is told."""
    organisation = example_organisation(row["organisation"])
    if ReviewRequest.objects.filter(organisation=organisation, wish=row["wish"]).exists():
        return False
    by, asked = occasion.person(row["by"]), occasion.moment(row["asked_in_days"])
    request = ask_for_review(
        organisation=organisation,
        by=by,
        theme=Theme.objects.get(slug=row["theme"]),
        wish=row["wish"],
        at=asked,
    )
    reviewer = example_organisation(row["reviewer"])
    review = invite_reviewer(request=request, reviewer_id=reviewer.pk, by=by, at=asked)
    if "lesson" in row:
        _carry_through(review, row, occasion)
    return True


def _carry_through(review: PeerReview, row: dict[str, Any], occasion: Occasion) -> None:
    asker, reviewer = occasion.person(row["by"]), occasion.person(row["answered_by"])
    visited = row["visit_in_days"]
    at, day = occasion.moment(visited), occasion.day(visited)
    answer_invitation(review=review, by=reviewer, is_accepted=True, at=at)
    set_visit(review=review, by=reviewer, first=day, last=day, at=at)
    for finding in row["findings"]:
        add_finding(review=review, by=occasion.person(finding["by"]), text=finding["text"], at=at)
    write_lesson(review=review, by=reviewer, text=row["lesson"], at=at)
    agree_to_lesson(review=review, by=asker, text=row["lesson"], at=at)


def load_ask(row: dict[str, Any], occasion: Occasion) -> bool:
    """Post an ask or offer, with the letters that answer it; again once its last day is over,
    unless moderators hid it.
    """
    by, day = occasion.person(row["by"]), occasion.day(0)
    same = AskOrOffer.objects.filter(posted_by=by, title=row["title"])
    if same.filter(Q(is_hidden=True) | Q(closes_on__gte=day)).exists():
        return False
    posted = occasion.moment(row["posted_in_days"])
    ask = post_ask(by=by, post=_post(row, occasion), at=posted)
    for letter in row.get("letters", ()):
        thread = answer_ask(
            ask=ask, by=occasion.person(letter["by"]), text=letter["text"], at=posted, today=day
        )
        if "reply" in letter:
            write_letter(thread=thread, by=by, text=letter["reply"], at=posted)
    return True


def _post(row: dict[str, Any], occasion: Occasion) -> Post:
    return Post(
        kind=AskKind(row["kind"]),
        topic=AskTopic(row["topic"]),
        title=row["title"],
        text=row["text"],
        closes_on=occasion.day(row["closes_in_days"]),
        organisation=example_organisation(row["organisation"]),
        theme=Theme.objects.get(slug=row["theme"]) if "theme" in row else None,
        area=Area.objects.get(slug=row["area"]) if "area" in row else None,
    )


def load_commitment(row: dict[str, Any], occasion: Occasion) -> bool:
    """Promise something, and say what became of it where that is told."""
    organisation, by = example_organisation(row["organisation"]), occasion.person(row["by"])
    if Commitment.objects.filter(organisation=organisation, what=row["what"]).exists():
        return False
    commitment = make_commitment(
        organisation=organisation,
        by=by,
        what=row["what"],
        due_on=occasion.day(row["due_in_days"]),
        practice=example_practice(row["practice"]) if "practice" in row else None,
        at=occasion.moment(row["made_in_days"]),
    )
    if "outcome" in row:
        outcome, text = CommitmentOutcome(row["outcome"]), row["outcome_text"]
        at = occasion.moment(row["due_in_days"])
        tell_outcome(commitment=commitment, by=by, outcome=outcome, text=text, at=at)
    if "year_on" in row:
        year_on, text = YearOn(row["year_on"]), row["year_on_text"]
        look_back(commitment=commitment, by=by, year_on=year_on, text=text, at=occasion.at)
    return True
