"""Tells whoever opens a practice in the admin since when it waits, and what its author was told."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.practices.models import Submission
from portal.practices.submission.drafts import review_of


def tell_deadline(request: HttpRequest, page: Page) -> None:
    """Wagtail's hook before an edit page; says nothing of a page that does not wait."""
    submission = Submission.objects.filter(practice=page.pk).select_related("practice").first()
    review = review_of(submission) if submission and request.method == "GET" else None
    if review is None or review.since is None or review.answer_by is None:
        return
    words = _("It has waited since %(day)s (%(age)s). Its author was told: an answer by %(by)s.")
    tell = messages.warning if review.answer_by < timezone.now() else messages.info
    told = {
        "day": date_format(timezone.localdate(review.since), "j F"),
        "age": timesince(review.since),
        "by": date_format(timezone.localdate(review.answer_by), "l j F"),
    }
    tell(request, words % told)
