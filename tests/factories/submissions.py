"""Practices on their way to the moderators, told for the member's organisation."""

import uuid
from datetime import UTC, datetime
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from home.services.site import ensure_site
from portal.organisations.models import Membership
from portal.practices.models import EarlyDraft, Submission
from portal.practices.submission.drafts import draft_of
from portal.practices.submission.services import save_answers, send_submission, start_submission
from tests.factories.adoptions import MemberFactory
from tests.factories.organisations import AreaFactory
from tests.factories.practices import ThemeFactory

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
FIRST = {
    "title": "Staff choose their shifts",
    "summary": "Care workers pick their own shifts a month ahead.",
    "stage": "running",
}


def submission_of(member: Membership | None = None, **first: Any) -> Submission:
    """One that was begun, with a title, a sentence and a stage."""
    ensure_site(site_url="http://testserver")
    member = member or MemberFactory()
    return start_submission(
        organisation=member.organisation,
        by=member.user,
        form_token=uuid.uuid4(),
        answers={**FIRST, **first},
        at=AT,
    )


def complete(submission: Submission) -> Submission:
    """The same with everything told that is needed."""
    save_answers(
        submission=submission,
        answers={
            "problem": "People left because of their hours.",
            "what_is_done": "A shared sheet that everybody can fill in.",
            "areas": [AreaFactory()],
            "themes": [ThemeFactory()],
            "results": "Fewer gaps in the rota.",
            "what_did_not_work": "Nights stayed hard to fill.",
            "as_of": "2025-06",
            "evidence_basis": "reported",
            "is_unmeasured": True,
            "quotes_consent": "nobody",
            "licence": "CC BY 4.0",
        },
        by=submission.started_by,
        base=draft_of(submission).revision_id,
    )
    submission.refresh_from_db()
    return submission


def sent_to_moderators(
    member: Membership | None = None, *, at: datetime = AT, **first: Any
) -> Submission:
    """One that is complete, and waits for its first reading since `at`."""
    submission = complete(submission_of(member, **first))
    send_submission(submission=submission, by=submission.started_by, at=at)
    return submission


class EarlyDraftFactory(DjangoModelFactory):
    """Begun by its author, a moment ago."""

    class Meta:
        model = EarlyDraft

    email = factory.Sequence(lambda number: f"author{number}@example.org")
    answers = factory.LazyFunction(FIRST.copy)
    created_at = factory.LazyFunction(timezone.now)
    saved_at = factory.SelfAttribute("created_at")
