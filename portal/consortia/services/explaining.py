"""Works out the first change that would bring an organisation into a team, and stores it."""

from datetime import datetime

from portal.consortia.enums import EntryAnswer
from portal.consortia.exposure import bids_under_way, is_busy
from portal.consortia.inputs import problem_for, requirements_of
from portal.consortia.matching.entry import Entry, first_change
from portal.consortia.matching.problem import Problem
from portal.consortia.models import EntryQuestion
from portal.consortia.standing import is_excluded, may_bid
from portal.organisations.models import MatchingProfile


def answer_entry(*, question: EntryQuestion, at: datetime) -> EntryQuestion:
    """Answer a waiting question from what is declared at ``at``; one that is answered stays.

    The solver runs outside any transaction, because it may take seconds.
    """
    if question.answer:
        return question
    tender = question.run.tender
    problem = problem_for(tender, requirements_of(tender), at=at)
    key = str(question.organisation_id)
    if is_busy(question.organisation_id, tender, bids_under_way()):
        return _answered(question, EntryAnswer.BUSY, at=at)
    if all(item.key != key for item in problem.providers):
        return _answered(question, _why_left_out(question, problem), at=at)
    entry = first_change(problem, key)
    if entry.change is not None:
        change = entry.change
        question.service_type_id = int(change.capability) if change.capability else None
        question.area_id = int(change.area) if change.area else None
    return _answered(question, _answer(entry), at=at)


def give_up_entry(*, question: EntryQuestion, at: datetime) -> EntryQuestion:
    """Close a question that cannot be worked out, so that it holds up no other."""
    return _answered(question, EntryAnswer.UNKNOWN, at=at)


def _why_left_out(question: EntryQuestion, problem: Problem) -> EntryAnswer:
    profiles = MatchingProfile.objects.select_related("organisation")
    profile = profiles.filter(organisation=question.organisation_id).first()
    if profile is not None and is_excluded(profile):
        return EntryAnswer.EXCLUDED
    if profile is not None and not may_bid(profile, problem.lots):
        return EntryAnswer.RESERVED
    return EntryAnswer.NOT_OPEN


def _answer(entry: Entry) -> EntryAnswer:
    if entry.is_in:
        return EntryAnswer.ALREADY_IN
    if entry.change is not None:
        return EntryAnswer(entry.change.kind.value)
    return EntryAnswer.NOTHING if entry.are_all_tried else EntryAnswer.UNKNOWN


def _answered(question: EntryQuestion, answer: EntryAnswer, *, at: datetime) -> EntryQuestion:
    question.answer, question.answered_at = answer, at
    question.save(update_fields=["answer", "answered_at", "service_type", "area"])
    return question
