"""Holds what an author and a moderator could decide in the same moment."""

from wagtail.models import Page, WorkflowState

from portal.practices.models import Submission


def hold_moderation(*, page_id: int) -> None:
    """Lock a page's submission and moderation until the transaction ends.

    Whoever decides takes both, in this order, and looks at the state after it: so of an answer and
    a taking back in the same moment one comes first, and the other finds that it is too late.
    """
    list(Submission.objects.select_for_update().filter(practice=page_id))
    states = WorkflowState.objects.for_instance(Page(pk=page_id)).order_by("pk")
    list(states.select_for_update())
