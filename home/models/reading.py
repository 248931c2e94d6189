"""A reading in the moderation of practices, which those who look after an area may do for it."""

from typing import Any, cast

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from home.answers import AnswerForm, TooLateError
from portal.organisations.who_may import areas_looked_after
from portal.practices.facilitating import areas_named_in
from portal.practices.models import PracticePage
from portal.practices.submission.holding import hold_moderation
from portal.users.models import User


class PracticeReading(AbstractGroupApprovalTask):
    """Read by the chosen groups, and for a practice of their area by its facilitators.

    Wagtail's own pages ask a task who may open, lock and answer: the queue, the editor and the
    buttons follow from these answers.
    """

    class Meta:
        verbose_name = _("reading of a practice")
        verbose_name_plural = _("readings of practices")

    def user_can_access_editor(self, obj: Page, user: User) -> bool:
        """Whether somebody may open it in the editor while it is read."""
        return super().user_can_access_editor(obj, user) or _looks_after(user, obj)

    def locked_for_user(self, obj: Page, user: User) -> bool:
        """Whether somebody may change no word of it while it is read."""
        return super().locked_for_user(obj, user) and not _looks_after(user, obj)

    def get_actions(self, obj: Page, user: User) -> list[tuple[str, str | Promise, bool]]:
        """The buttons that somebody has: Wagtail's own, or none."""
        if _looks_after(user, obj):
            return [
                ("reject", _("Request changes"), True),
                ("approve", _("Approve"), False),
                ("approve", _("Approve with comment"), True),
            ]
        actions: list[tuple[str, str | Promise, bool]] = super().get_actions(obj, user)
        return actions

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        """The form in which a comment is written."""
        return AnswerForm

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        """Take the answer of a moderator, or none where it comes too late.

        Raises:
            TooLateError: another moderator has answered, or the author took it back, since the
                page with the buttons was read; nothing is changed.
        """
        hold_moderation(page_id=int(task_state.workflow_state.object_id))
        # What is in hand, and the workflow that it carries, may be from before that.
        task_state.refresh_from_db()
        if task_state.status != TaskState.STATUS_IN_PROGRESS:
            raise TooLateError(task_state, comment=kwargs.get("comment", ""))
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> QuerySet[TaskState]:
        """What waits for somebody: everything for the groups, their own areas for facilitators."""
        everything = super().get_task_states_user_can_moderate(user, **kwargs)
        if everything.exists() or not areas_looked_after(user):
            return cast("QuerySet[TaskState]", everything)
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        looked_after = areas_looked_after(user)
        own = [
            state.pk
            for state in waiting.select_related("revision")
            if not looked_after.isdisjoint(areas_named_in(state.revision))
        ]
        return cast("QuerySet[TaskState]", waiting.filter(pk__in=own))

    @classmethod
    def get_description(cls) -> str | Promise:
        """What administrators read when they choose a kind of task."""
        return _("Members of the chosen groups, and facilitators of its areas, can approve this.")


def _looks_after(user: User, page: Page) -> bool:
    """Whether somebody facilitates an area that the latest text of the practice names."""
    own = areas_looked_after(user)
    practice = page if isinstance(page, PracticePage) or not own else page.specific_deferred
    if not own or not isinstance(practice, PracticePage):
        return False
    revision = practice.latest_revision
    if revision is None:
        return not own.isdisjoint(practice.areas.values_list("pk", flat=True))
    return not own.isdisjoint(areas_named_in(revision))
