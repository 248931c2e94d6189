"""An Easy Read version of a fictional practice, written, pictured, checked and published."""

from typing import Any

from home.example_network.occasion import Occasion, example_practice
from home.example_network.pictures import example_picture
from portal.practices.models import EasyReadPage, Submission
from portal.practices.submission.easy_read import easy_read_of, save_sentences
from portal.practices.submission.easy_read_pictures import NewPicture, put_picture
from portal.practices.submission.keeping import open_published
from portal.users.models import User


def load_easy_read(row: dict[str, Any], occasion: Occasion) -> bool:
    """Write each sentence with its picture as an author does, then publish what was checked."""
    practice, by = example_practice(row["practice"]), occasion.person(row["by"])
    if EasyReadPage.objects.filter(practice=practice).exists():
        return False
    submission = open_published(practice=practice, by=by, at=occasion.at)
    ideas = row["ideas"]
    save_sentences(
        submission=submission,
        sentences=[idea["words"] for idea in ideas],
        by=by,
        base=None,
        at=occasion.at,
    )
    for place, idea in enumerate(ideas):
        _put(submission, place, idea, by, occasion)
    page = EasyReadPage.objects.get(practice=practice).get_latest_revision_as_object()
    page.checked_by, page.checked_on = row["checked_by"], occasion.day(row["checked_in_days"])
    page.note_check(page.body)
    page.save_revision().publish()
    return True


def _put(
    submission: Submission, place: int, idea: dict[str, Any], by: User, occasion: Occasion
) -> None:
    put_picture(
        submission=submission,
        place=place,
        picture=NewPicture(
            file=example_picture(idea["file"]),
            alt_text=idea["alt_text"],
            credit=idea["credit"],
            consent=idea["consent"],
        ),
        by=by,
        base=easy_read_of(submission).revision_id,
        at=occasion.at,
    )
