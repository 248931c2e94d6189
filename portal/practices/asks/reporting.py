"""Shows moderators one private letter, because who received it asks them to read it."""

from datetime import datetime

from portal.common.complaining import report_words
from portal.common.complaints import Complaint, WordsEvent
from portal.practices.asks.services import NotYoursError
from portal.practices.asks.speaking import speaker_of
from portal.practices.models import AskMessage
from portal.users.models import User


def report_letter(
    *, letter: AskMessage, by: User, complaint: Complaint, at: datetime
) -> WordsEvent:
    """Show moderators one letter that the person received; the others stay private.

    Raises:
        NotYoursError: the letter was not written to this person.
        TooManyReportsError: enough for this hour.
    """
    thread = letter.thread
    if by.pk == letter.author_id or by not in (thread.replier, speaker_of(thread.ask)):
        raise NotYoursError
    return report_words(target=thread.ask, by=by, complaint=complaint, at=at, letter=letter)
