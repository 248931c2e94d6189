"""What the examples say of fictional practices: pictures, adoptions, voices and a conversation."""

from typing import Any

from home.example_network.occasion import Occasion, example_organisation, example_practice
from home.example_network.pictures import example_picture
from portal.organisations.models import Area
from portal.practices.conversation.services import Said, answer_question, write_remark
from portal.practices.enums import AdoptionStatus, RemarkKind, StopReason, WriterRole
from portal.practices.models import Adoption, Remark, Submission, Voice
from portal.practices.services.adopting import (
    Declaration,
    add_result,
    answer_adoption,
    declare_adoption,
)
from portal.practices.submission.attachments import add_picture
from portal.practices.submission.drafts import draft_of
from portal.practices.submission.keeping import open_published
from portal.practices.submission.services import save_answers
from portal.practices.voices.services import Words, answer_voice, give_voice


def load_picture(row: dict[str, Any], occasion: Occasion) -> bool:
    """Publish the practice with one picture, and with the consent of those quoted and shown."""
    practice = example_practice(row["practice"])
    if Submission.objects.filter(practice=practice).exists():
        return False
    by = occasion.person(row["by"])
    submission = open_published(practice=practice, by=by, at=occasion.at)
    save_answers(
        submission=submission,
        answers={"quotes_consent": row["quotes_consent"]},
        by=by,
        base=draft_of(submission).revision_id,
    )
    words = {name: row[name] for name in ("alt_text", "caption", "consent")}
    add_picture(submission=submission, picture=example_picture(row["file"]), by=by, **words)
    draft_of(submission).page.get_latest_revision().publish()
    return True


def load_adoption(row: dict[str, Any], occasion: Occasion) -> bool:
    """Declare that an organisation took up a practice, with what came of it and the answer."""
    practice, adopter = example_practice(row["practice"]), example_organisation(row["organisation"])
    if Adoption.even_withdrawn.filter(practice=practice, organisation=adopter).exists():
        return False
    declared = occasion.moment(row["declared_in_days"])
    adoption = declare_adoption(
        practice=practice,
        organisation=adopter,
        by=occasion.person(row["by"]),
        declaration=_declaration(row),
        at=declared,
    )
    if "answered_by" in row:
        by = occasion.person(row["answered_by"])
        answer_adoption(adoption=adoption, by=by, dispute=row.get("dispute", ""), at=declared)
    for result in row.get("results", ()):
        by = occasion.person(result["by"])
        add_result(
            adoption=adoption, by=by, text=result["text"], as_of=result["as_of"], at=declared
        )
    return True


def _declaration(row: dict[str, Any]) -> Declaration:
    return Declaration(
        status=AdoptionStatus(row["status"]),
        area=Area.objects.get(slug=row["area"]),
        started=row.get("started", ""),
        stopped=row.get("stopped", ""),
        stop_reason=StopReason(row["stop_reason"]) if "stop_reason" in row else "",
        what_changed=row.get("what_changed", ""),
    )


def load_voice(row: dict[str, Any], occasion: Occasion) -> bool:
    """Give somebody's words to a practice; they wait where nobody is named who read them."""
    practice, author = example_practice(row["practice"]), occasion.person(row["by"])
    if Voice.objects.filter(practice=practice, author=author).exists():
        return False
    given = occasion.moment(row["given_in_days"])
    words = Words(role=WriterRole(row["role"]), shown_name=row["shown_name"], text=row["text"])
    voice = give_voice(practice=practice, author=author, words=words, at=given)
    if "read_by" in row:
        answer_voice(voice=voice, by=occasion.person(row["read_by"]), reason="", at=given)
    return True


def load_remark(row: dict[str, Any], occasion: Occasion) -> bool:
    """Say something about a practice, and answer it where it is a question with an answer."""
    practice, author = example_practice(row["practice"]), occasion.person(row["by"])
    if Remark.objects.filter(practice=practice, author=author, text=row["text"]).exists():
        return False
    at = occasion.moment(row["in_days"])
    said = Said(kind=RemarkKind(row["kind"]), role=WriterRole(row["role"]), text=row["text"])
    remark = write_remark(practice=practice, author=author, said=said, at=at)
    if "answer" in row:
        by = occasion.person(row["answer"]["by"])
        answer_question(question=remark, author=by, text=row["answer"]["text"], at=at)
    return True
