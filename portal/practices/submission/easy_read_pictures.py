"""Puts pictures beside the sentences of an Easy Read version: from the page, or sent anew."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files import File
from django.db import transaction
from wagtail.utils.file import hash_filelike

from portal.practices.models import EasyReadPage, Submission
from portal.practices.notices.moderation import tell_moderators_of_easy_read
from portal.practices.submission.attachments import forget_picture, store_picture
from portal.practices.submission.drafts import draft_of
from portal.practices.submission.easy_read import (
    Idea,
    IdeaPicture,
    easy_read_of,
    held_submission,
    refuse_change,
)
from portal.practices.submission.services import ChangedMeanwhileError
from portal.users.models import User


@dataclass(frozen=True, kw_only=True)
class NewPicture:
    """A picture as somebody sends it, already checked and made anew."""

    file: "File[Any]"
    alt_text: str
    credit: str
    consent: str


def pictures_at_hand(submission: Submission) -> list[IdeaPicture]:
    """Pictures of the practice's draft, then those of its Easy Read version; each of them once."""
    found = [
        IdeaPicture(image=row.image, alt_text=row.alt_text, credit=row.caption, consent=row.consent)
        for row in draft_of(submission).page.pictures.all()
    ]
    found += [idea.picture for idea in easy_read_of(submission).ideas if idea.picture]
    once = {picture.image.pk: picture for picture in reversed(found)}
    return list(reversed(once.values()))


@transaction.atomic
def put_picture(
    *,
    submission: Submission,
    place: int,
    picture: IdeaPicture | NewPicture | None,
    by: User,
    base: int | None,
    at: datetime,
) -> None:
    """Show this picture at the sentence of a place, from 0, or none; the same again changes
    nothing.

    A picture that no text shows any more is deleted. Moderators hear of it once every sentence
    passes the checks.

    Raises:
        NotAMemberError, InReviewError, ChangedMeanwhileError: as `save_sentences`; the last also
            where there is no such sentence.
    """
    locked = held_submission(submission, by=by)
    known = easy_read_of(locked)
    if place < len(known.ideas) and _is_same(known.ideas[place], picture):
        return
    refuse_change(known, base=base)
    if known.page is None or place >= len(known.ideas):
        raise ChangedMeanwhileError
    stored = _stored(locked, picture, by) if isinstance(picture, NewPicture) else picture
    _write(known.page, place, stored, by)
    before = known.ideas[place].picture
    if before is not None:
        forget_picture(image_id=before.image.pk)
    if not any(idea.problems for idea in easy_read_of(locked).ideas):
        tell_moderators_of_easy_read(known.page, is_ready=True, by=by, at=at)


def _write(page: EasyReadPage, place: int, picture: IdeaPicture | None, by: User) -> None:
    draft = page.get_latest_revision_as_object()
    values = [block.value for block in draft.body]
    values[place] = {"words": values[place]["words"], **_columns(picture)}
    draft.body = [("idea", value) for value in values]
    draft.save_revision(user=by, clean=False)


def _columns(picture: IdeaPicture | None) -> dict[str, Any]:
    if picture is None:
        return {"picture": None, "credit": "", "consent": ""}
    image = picture.image
    image.contextual_alt_text, image.decorative = picture.alt_text, False
    return {"picture": image, "credit": picture.credit, "consent": picture.consent}


def _stored(submission: Submission, sent: NewPicture, by: User) -> IdeaPicture:
    digest = hash_filelike(sent.file)
    at_hand = (known.image for known in pictures_at_hand(submission))
    image = next((image for image in at_hand if image.file_hash == digest), None)
    return IdeaPicture(
        image=image or store_picture(picture=sent.file, alt_text=sent.alt_text, by=by),
        alt_text=sent.alt_text,
        credit=sent.credit,
        consent=sent.consent,
    )


def _is_same(idea: Idea, picture: IdeaPicture | NewPicture | None) -> bool:
    known = idea.picture
    if known is None or picture is None:
        return known is picture
    facts = ("alt_text", "credit", "consent")
    if any(getattr(known, name) != getattr(picture, name) for name in facts):
        return False
    if isinstance(picture, NewPicture):
        return bool(known.image.file_hash == hash_filelike(picture.file))
    # By number: Wagtail holds pictures with other words for other pictures.
    return bool(known.image.pk == picture.image.pk)
