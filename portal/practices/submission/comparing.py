"""Whether what a person saw of a draft is still what it says."""

from collections.abc import Iterable, Mapping
from typing import Any

from wagtail.models import Orderable

from portal.practices.models import ImpactClaim, Submission
from portal.practices.submission.drafts import draft_at, draft_of

_NO_CONTENT = {"id", "practice", "sort_order"}


def has_changed(submission: Submission, facts: Iterable[str], base: int | None) -> bool:
    """Whether the answers to these questions are others now than in the revision `base`."""
    seen = draft_at(submission, base) if base else None
    now = draft_of(submission)
    return seen is None or any(
        _content(seen.value(fact)) != _content(now.value(fact))
        for fact in facts
        # What stands beside the page has no revisions.
        if not hasattr(submission, fact)
    )


def would_overwrite(
    submission: Submission, answers: Mapping[str, Any], base: int | None, *, newest: int | None
) -> bool:
    """Whether saving from a page of revision `base` would change what was answered since.

    What stands beside the page, such as the consent for quotes, has no revisions: whoever would
    change it from a page that is not the newest is shown the newest first.
    """
    if base == newest:
        return False
    beside = {fact: answer for fact, answer in answers.items() if hasattr(submission, fact)}
    is_other = any(getattr(submission, fact) != answer for fact, answer in beside.items())
    return is_other or has_changed(submission, answers, base)


def _content(value: Any) -> Any:
    """Rows of a draft by what they say, because they have no number yet; anything else as it is."""
    if isinstance(value, list):
        return [_content(item) for item in value]
    if isinstance(value, Orderable):
        return {
            field.name: getattr(value, field.attname)
            for field in value._meta.concrete_fields
            if field.name not in _NO_CONTENT
        }
    return value


def is_same_figure(one: ImpactClaim, other: ImpactClaim) -> bool:
    """Whether two figures say the same; those of a draft have no number yet."""
    return bool(_content(one) == _content(other))
