"""Reminds those who keep a practice of the day by which its facts are to be reviewed."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from portal.organisations.notices import notify_members
from portal.practices.models import PracticePage
from portal.practices.selectors.authors import authors_of
from portal.users.enums import NoticeKind
from portal.users.models import Notice
from portal.users.notices import Message

PREFIX = "review:"
SOON = timedelta(days=30)
LATE = timedelta(days=60)


def nudge_editors(*, at: datetime) -> int:
    """Tell the editors of each practice whose review is near, due or long over; each stage once.

    A practice that has a new date meanwhile is told about anew when that one comes near. Returns
    how many people are told now.
    """
    told = set(Notice.objects.filter(key__startswith=PREFIX).values_list("key", flat=True))
    return sum(
        notify_members(organisations=authors_of(practice), message=message, at=at)
        for practice, message in _due(timezone.localdate(at))
        if message.key not in told
    )


def _due(today: date) -> Iterator[tuple[PracticePage, Message]]:
    practices = PracticePage.objects.offered().filter(review_by_date__lte=today + SOON)
    for practice in practices.order_by("review_by_date", "pk").iterator():
        over = today - practice.review_by_date
        stage = "late" if over >= LATE else "due" if over >= timedelta() else "soon"
        yield practice, _message(practice, practice.review_by_date, stage)


def _message(practice: PracticePage, review_by: date, stage: str) -> Message:
    told = {"title": practice.title, "day": formats.date_format(review_by, "j F Y")}
    subjects = {
        "soon": _("Please review “%(title)s” by %(day)s"),
        "due": _("“%(title)s” is due for review"),
        "late": _("“%(title)s” is long overdue for review"),
    }
    texts = {
        "soon": _("The facts of “%(title)s” are to be reviewed by %(day)s."),
        "due": _(
            "The facts of “%(title)s” were to be reviewed by %(day)s. Its page now says so, and "
            "search shows it lower."
        ),
        "late": _(
            "The facts of “%(title)s” were to be reviewed by %(day)s. If it has ended, change how "
            "far it is to stopped: that is better than leaving it in doubt."
        ),
    }
    ask = _(
        "Read it again. Is it still so? Below your published practices you can change it, or say "
        "that it is still so."
    )
    return Message(
        kind=NoticeKind.REVIEWS,
        key=f"{PREFIX}{practice.pk}:{review_by.isoformat()}:{stage}",
        subject=subjects[stage] % told,
        text=f"{texts[stage] % told}\n\n{ask}",
        path=reverse("submission_list"),
        reason=_("you act for an organisation whose practice this is."),
    )
