"""Tells the other person of a thread what was written, with no address of either in it."""

from datetime import datetime

from django.utils.translation import gettext as _

from portal.practices.asks.selectors import writer_of
from portal.practices.asks.speaking import speaker_of
from portal.practices.models import AskMessage
from portal.users.enums import NoticeKind
from portal.users.notices import Message, notify


def tell_other_person(letter: AskMessage, *, at: datetime) -> None:
    """Pass the letter on; who wrote it stays as unknown as on its page."""
    thread = letter.thread
    is_from_replier = letter.author_id == thread.replier_id
    receiver = speaker_of(thread.ask) if is_from_replier else thread.replier
    told = {"writer": writer_of(thread, letter), "title": thread.ask.title}
    message = Message(
        kind=NoticeKind.LETTERS,
        key=f"letter:{letter.pk}",
        subject=_("A private letter about “%(title)s”") % told,
        text="\n\n".join(
            [
                _("%(writer)s wrote to you about “%(title)s”:") % told,
                letter.text,
                _(
                    "To answer, open the page. Do not answer this email: nobody would read it. "
                    "Neither of you sees the other’s email address."
                ),
            ]
        ),
        path=thread.get_absolute_url(),
        reason=(
            _("you, or an organisation that you act for, posted what the letter is about.")
            if is_from_replier
            else _("you answered what somebody posted.")
        ),
    )
    notify(people=[receiver], message=message, at=at)
