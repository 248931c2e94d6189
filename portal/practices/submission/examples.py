"""Answers that others gave to the same questions, to show how little is enough."""

from dataclasses import dataclass

from django.db.models import Q

from portal.practices.enums import EvidenceBasis, LinkKind
from portal.practices.models import PracticePage, Submission
from portal.practices.naming import NAMED_PARTNERS
from portal.practices.submission.drafts import Draft
from portal.practices.submission.steps import BY_KEY
from portal.practices.submission.tasks import answers_in_words, figures_in_words

MOST_FIGURES = 2
ANSWERED = {
    "title": Q(),
    "story": ~Q(problem="") & ~Q(what_is_done=""),
    "place": Q(areas__isnull=False, themes__isnull=False, gains__isnull=False),
    "results": ~Q(results="") & ~Q(what_did_not_work=""),
    "figures": ~Q(evidence_basis=EvidenceBasis.NOT_STATED) & Q(claims__isnull=False),
    "origin": Q(links__kind=LinkKind.ADAPTED_FROM) & ~Q(links__what_changed=""),
    "more": ~Q(how_it_works="") & ~Q(implications=""),
    "lessons": Q(findings__isnull=False, partners__isnull=False) & NAMED_PARTNERS,
    "rights": ~Q(licence=""),
}
"""Page of questions -> what a practice must have told to be an example for it."""


@dataclass(frozen=True, kw_only=True)
class Example:
    """A published practice and its answers to the questions of one step."""

    practice: PracticePage
    answers: list[tuple[str, str]]
    """Question and answer."""


def example_for(step: str) -> Example | None:
    """A published practice that answers the step, the first of the starting content where one
    does; None where nobody told it yet.
    """
    answered = PracticePage.objects.offered().filter(ANSWERED[step])
    first = answered.exclude(reference="").order_by("reference").first()
    practice = first or answered.order_by("first_published_at", "pk").first()
    if practice is None:
        return None
    # In memory alone, as nothing of an example is saved: an example names nobody without a yes.
    practice.partners = practice.named_partners
    # What is told beside the page, such as a consent, is no example to others.
    draft = Draft(submission=Submission(practice=practice), page=practice, revision_id=None)
    answers = answers_in_words(BY_KEY[step], draft)
    if step == "figures":
        answers += figures_in_words(draft)[:MOST_FIGURES]
    return Example(practice=practice, answers=answers)
