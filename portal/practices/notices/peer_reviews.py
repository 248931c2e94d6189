"""Tells each side of a peer review what the other one did; what was written stays on the page."""

from datetime import datetime
from enum import StrEnum

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.organisations.models import Organisation
from portal.organisations.notices import notify_members
from portal.practices.models import PeerReview
from portal.users.enums import NoticeKind
from portal.users.models import User
from portal.users.notices import Message


class ReviewNews(StrEnum):
    """What one side did, for the other."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    VISIT = "visit"
    FINDING = "finding"
    LESSON = "lesson"
    PUBLISHED = "published"


def tell_other_side(
    review: PeerReview, *, news: ReviewNews, side: Organisation, by: User, at: datetime
) -> None:
    """Mail those who act for the side that did not do it, once a day for each kind of news.

    Args:
        review: with its request and reviewer.
        news: what was done.
        side: the organisation that did it.
        by: who pressed the button.
        at: now.
    """
    is_reviewer = side.pk == review.reviewer_id
    other = review.request.organisation_id if is_reviewer else review.reviewer_id
    told = {"name": side, "theme": review.request.theme}
    message = Message(
        kind=NoticeKind.PEER_REVIEWS,
        key=f"peer-review:{review.pk}:{news}:{timezone.localdate(at).isoformat()}",
        subject=_subjects()[news] % told,
        text=_texts()[news] % told,
        path=reverse("review_detail", args=[review.pk]),
        reason=_("you act for one of the two sides of this peer review."),
    )
    organisations = Organisation.objects.filter(pk=other)
    notify_members(organisations=organisations, message=message, at=at, but=by)


def _subjects() -> dict[ReviewNews, str]:
    return {
        ReviewNews.INVITED: _("%(name)s asks you for a peer review"),
        ReviewNews.ACCEPTED: _("%(name)s will review you"),
        ReviewNews.DECLINED: _("%(name)s cannot review you"),
        ReviewNews.VISIT: _("%(name)s set the day of the peer review"),
        ReviewNews.FINDING: _("%(name)s wrote a finding for you"),
        ReviewNews.LESSON: _("%(name)s proposes a lesson for everybody"),
        ReviewNews.PUBLISHED: _("The lesson of your peer review is published"),
    }


def _texts() -> dict[ReviewNews, str]:
    return {
        ReviewNews.INVITED: _(
            "%(name)s would like you to look at how it works on “%(theme)s”. Read what it wishes, "
            "then say yes or no. Nobody else sees your answer."
        ),
        ReviewNews.ACCEPTED: _(
            "%(name)s said yes to a peer review of “%(theme)s”. Agree on a day next."
        ),
        ReviewNews.DECLINED: _(
            "%(name)s said no to a peer review of “%(theme)s”. You can invite somebody else."
        ),
        ReviewNews.VISIT: _(
            "%(name)s wrote down when the visit about “%(theme)s” is. If the day does not suit "
            "you, change it."
        ),
        ReviewNews.FINDING: _(
            "%(name)s wrote what it found about “%(theme)s”. Only you and they can read it."
        ),
        ReviewNews.LESSON: _(
            "%(name)s wrote what others could learn about “%(theme)s”. It is published only if "
            "you agree to it."
        ),
        ReviewNews.PUBLISHED: _(
            "%(name)s agreed to the lesson about “%(theme)s”. Everybody can read it now. You can "
            "make a practice of it."
        ),
    }
