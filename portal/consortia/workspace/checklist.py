"""The competition-law checklist: what each answer means for going on; no legal advice."""

from django.utils.translation import gettext_lazy as _

from portal.consortia.enums import Answer, Question
from portal.consortia.models import ChecklistAnswer, Consortium
from portal.consortia.states import SeatState

SAFE_ANSWERS = {
    question: Answer.NO if question is Question.STANDALONE else Answer.YES for question in Question
}
"""The answer with which nothing more has to be done."""

WHY_ASKED = {
    Question.STANDALONE: _(
        "Two who could each bid alone are competitors. If you could, or are not sure, the team "
        "must write down why the bid is better for the people who draw on care."
    ),
    Question.SCOPE: _("Never share out areas, lots or customers for other tenders."),
    Question.NEED_TO_KNOW: _("Say as little as the bid needs, and only to those who write it."),
    Question.PRICES: _("Give your part of the price to the lead alone, if you can."),
    Question.COMPETE: _("A joint bid changes nothing about how you work elsewhere."),
    Question.NO_OTHER_BID: _(
        "If you are, both leads must know, and different people must work on each bid."
    ),
}


def is_checklist_done(consortium: Consortium) -> bool:
    """Whether every member gave an answer to every question since the newest quorum, with which
    the team may go on.

    A member that could bid alone, or is not sure, needs the team's written reason; any other
    unsafe answer has to change first.
    """
    since = consortium.counts_from()
    if since is None:
        return False
    rows = ChecklistAnswer.objects.filter(
        seat__consortium=consortium, seat__state=SeatState.ACCEPTED, answered_at__gte=since
    ).values_list("question", "answer")
    unsafe = {question for question, answer in rows if SAFE_ANSWERS[Question(question)] != answer}
    if consortium.reason_to_bid_together:
        unsafe.discard(Question.STANDALONE)
    members = consortium.seats.filter(state=SeatState.ACCEPTED).count()
    return not unsafe and len(rows) == members * len(Question)
