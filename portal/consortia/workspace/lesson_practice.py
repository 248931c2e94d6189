"""Begins a practice from what a consortium learned, filled with what is known of its bid."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from portal.consortia.models import Seat
from portal.consortia.states import ForbiddenMoveError, SeatState
from portal.consortia.workspace.services.moving import locked_seat
from portal.organisations.models import Organisation
from portal.practices.enums import Stage
from portal.practices.models import Submission
from portal.practices.submission.filling import fill_in
from portal.practices.submission.services import start_submission
from portal.users.models import User

_LONGEST_TITLE, _SUMMARY = 100, 250
_LESSONS = uuid.UUID("7a1d1d0e-3a55-4b7c-8a38-9f5a6f0f4c21")
"""Namespace of the tokens: one member makes one practice of one consortium's lessons."""


def members_to_name(own: Seat) -> list[Organisation]:
    """The other members who agree to be named where the lessons are shared, by name."""
    seats = own.consortium.seats.filter(state=SeatState.ACCEPTED, may_be_named=True)
    others = seats.exclude(pk=own.pk).select_related("organisation")
    return [seat.organisation for seat in others.order_by("organisation__name")]


@transaction.atomic
def start_practice(*, seat: Seat, by: User, at: datetime) -> Submission:
    """Begin a draft that the member's own people alone see; the same draft when it was begun
    before. It is sent to moderators by whoever finishes it, as every practice is.

    Raises:
        NotAMemberError: the person does not act for the member.
        ForbiddenMoveError: the organisation is not in, or nobody has written lessons.
    """
    own = locked_seat(seat)
    consortium = own.consortium
    if own.state != SeatState.ACCEPTED or not consortium.lessons:
        raise ForbiddenMoveError(own.state)
    token = uuid.uuid5(_LESSONS, f"{consortium.pk}:{own.organisation_id}")
    begun = Submission.objects.filter(form_token=token).first()
    if begun is not None:
        return begun
    title = _("What we learned from bidding together: %(tender)s") % {"tender": consortium.tender}
    submission = start_submission(
        organisation=own.organisation,
        by=by,
        form_token=token,
        answers={
            "title": Truncator(title).chars(_LONGEST_TITLE),
            "summary": Truncator(consortium.lessons).chars(_SUMMARY),
            "stage": Stage.IN_TRIAL,
        },
        at=at,
    )
    fill_in(submission=submission, answers=_known(own), by=by)
    return submission


def _known(own: Seat) -> dict[str, Any]:
    consortium = own.consortium
    tender = consortium.tender
    count = consortium.seats.filter(state=SeatState.ACCEPTED).count()
    done = _("%(count)d providers bid together for “%(tender)s” of %(buyer)s.") % {
        "count": count,
        "tender": tender,
        "buyer": tender.buyer_name or _("a buyer that the notice does not name"),
    }
    return {
        "what_is_done": done,
        "how_it_works": str(consortium.get_legal_form_display()),
        "results": _("What became of the bid: %(outcome)s.")
        % {"outcome": consortium.get_outcome_display()},
        "implications": consortium.lessons,
        "areas": list(tender.areas.all()),
        "partners": members_to_name(own),
    }
