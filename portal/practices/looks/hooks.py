"""Hears that the page of a practice was shown to somebody, and has it counted afterwards."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from wagtail.models import Page

from portal.common.after_answer import after_answer
from portal.common.people_or_programs import is_of_a_person
from portal.practices.looks.services import count_look
from portal.practices.models import PracticePage
from portal.practices.selectors.authors import authors_of
from portal.users.models import User

Serve = Callable[[Page, HttpRequest, Any, Any], HttpResponseBase]
INNERMOST = 1_000
"""Behind the guards of private pages: what they answer is no look at the practice."""


def counted(serve: Serve) -> Serve:
    """The same, with a look counted once the answer has gone."""

    def serve_and_count(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> Any:
        response = serve(page, request, args, kwargs)
        is_shown = isinstance(page, PracticePage) and response.status_code == HTTPStatus.OK
        if is_shown and is_of_a_person(request):
            after_answer(response, partial(_count, page, request.user))
        return response

    return serve_and_count


def _count(practice: PracticePage, reader: Any) -> None:
    if isinstance(reader, User):
        own = authors_of(practice).filter(memberships__user=reader)
        if own.exists():
            return
    count_look(practice_id=practice.pk, on=timezone.localdate())
