"""Tells authors what moderators decided, and moderators what waits for them to read."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, TaskState, WorkflowState

from portal.practices.models import Submission
from portal.users.enums import NoticeKind
from portal.users.models import User
from portal.users.notices import Message, notify
from portal.users.roles import Role


def tell_authors_of_result(state: WorkflowState, *, by: User | None, at: datetime) -> None:
    """Say that a text is published, or what is asked of its author, in the reader's own words.

    Call it in the transaction of the decision, when its readings have come to an end.
    """
    page = state.content_object
    if not isinstance(page, Page):
        return
    is_agreed = state.status == WorkflowState.STATUS_APPROVED
    reading = state.current_task_state
    comment = reading.specific.get_comment() if reading and not is_agreed else ""
    submission = Submission.objects.filter(practice=page.pk).select_related("sent_by").first()
    told = {"title": page.title, "comment": comment}
    texts = [
        (_("The moderators read “%(title)s” to the end. Everybody can read it now.") if is_agreed
         else _("The moderators ask you to change something in “%(title)s”. Nothing is lost: "
                "change it and send it again.")) % told,
        *([_("In their words: %(comment)s") % told] if comment else []),
    ]  # fmt: skip
    message = Message(
        kind=NoticeKind.RESULTS,
        key=f"result:{state.pk}:{state.status}:{reading.pk if reading else at.isoformat()}",
        subject=(_("“%(title)s” is published") if is_agreed else _("Please change “%(title)s”"))
        % told,
        text="\n\n".join(texts),
        path=_page_of_author(page, submission),
        reason=_("you sent it to the moderators."),
    )
    authors = {state.requested_by, submission.sent_by if submission else None} - {None, by}
    notify(people=filter(_is_open, authors), message=message, at=at)


def tell_readers(state: TaskState, *, by: User | None, at: datetime) -> None:
    """Say to those who may decide on this reading that a text waits for them."""
    page = state.workflow_state.content_object
    if not isinstance(page, Page):
        return
    message = Message(
        kind=NoticeKind.READING,
        key=f"reading:{state.pk}",
        subject=_("“%(title)s” waits for you to read it") % {"title": page.title},
        text=_(
            "“%(title)s” was sent in. The reading that comes next is: %(task)s. Whoever of you "
            "comes first does it."
        )
        % {"title": page.title, "task": state.task.name},
        path=AdminURLFinder().get_edit_url(page),
        reason=_("you read texts for the network before they are published."),
    )
    notify(people=_readers(state, but=by), message=message, at=at)


def tell_readers_of_withdrawal(state: WorkflowState, *, by: User, at: datetime) -> None:
    """Say to those who may decide on the reading that goes on that its text was taken back.

    Call it in the transaction of the withdrawal, before the moderation ends.
    """
    page, reading = state.content_object, state.current_task_state
    if reading is None or not isinstance(page, Page):
        return
    message = Message(
        kind=NoticeKind.READING,
        key=f"withdrawn:{state.pk}:{reading.pk}",
        subject=_("“%(title)s” was taken back by its author") % {"title": page.title},
        text=_(
            "“%(title)s” is a draft again, so there is nothing to read now. What you wrote beside "
            "it stays there. You hear again when it is sent in again."
        )
        % {"title": page.title},
        path=AdminURLFinder().get_edit_url(page),
        reason=_("you read texts for the network before they are published."),
    )
    notify(people=_readers(reading, but=by), message=message, at=at)


def _readers(state: TaskState, *, but: User | None) -> Iterable[User]:
    groups = getattr(state.task.specific, "groups", None)
    if groups is None:
        return []
    readers = User.objects.filter(is_active=True, groups__in=groups.all()).distinct()
    return readers if but is None else readers.exclude(pk=but.pk)


def tell_moderators_of_easy_read(page: Page, *, is_ready: bool, by: User, at: datetime) -> None:
    """Say that an author began an Easy Read version, or that it passes every check of a program;
    each of them once.
    """
    subjects = {False: _("“%(title)s” is begun"), True: _("“%(title)s” passes the checks")}
    texts = {
        False: _("Its author writes the sentences and can choose a picture for each."),
        True: _("Its author wrote the sentences and chose a picture for each."),
    }
    check = _("Please have people with lived experience check it before it is published.")
    message = Message(
        kind=NoticeKind.READING,
        key=f"easy-read-{'ready' if is_ready else 'begun'}:{page.pk}",
        subject=subjects[is_ready] % {"title": page.title},
        text=f"{texts[is_ready]} {check}",
        path=AdminURLFinder().get_edit_url(page),
        reason=_("you read texts for the network before they are published."),
    )
    moderators = User.objects.filter(is_active=True, groups__name=Role.MODERATOR.value)
    notify(people=moderators.exclude(pk=by.pk), message=message, at=at)


def _page_of_author(page: Page, submission: Submission | None) -> str:
    if submission is not None:
        return reverse("submission_tasks", args=[submission.pk])
    return str(AdminURLFinder().get_edit_url(page))


def _is_open(person: User | None) -> bool:
    return person is not None and person.is_active
