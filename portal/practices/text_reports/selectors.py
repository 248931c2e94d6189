"""Which words anybody may read, and so report."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from portal.practices.learning_visits.selectors import open_hosts
from portal.practices.models import Adoption, AdoptionResult, PracticePage, Voice
from portal.practices.models.reported_text import TextKind, words_at
from portal.practices.peer_review.selectors import public_lessons


@dataclass(frozen=True, kw_only=True)
class PublicText:
    """Words under a title, and where to go back to."""

    title: str
    text: str
    back: str


def public_text(kind: TextKind, pk: int) -> PublicText | None:
    """The words, if everybody may read them now; None for any other."""
    found = _PLACES[kind](pk)
    text = words_at(kind, pk)
    if found is None or not text:
        return None
    title, back = found
    return PublicText(title=title, text=text, back=back)


_Place = tuple[str, str] | None


def _adoption(pk: int) -> _Place:
    adoption = Adoption.objects.filter(pk=pk).first()
    has_words = adoption and (adoption.shown_what_changed or adoption.shown_dispute)
    return _on_practice(adoption if has_words else None)


def _result(pk: int) -> _Place:
    result = AdoptionResult.objects.filter(pk=pk, adoption__withdrawn_at=None).first()
    return _on_practice(result.adoption if result else None)


def _voice(pk: int) -> _Place:
    return _on_practice(Voice.objects.shown().filter(pk=pk).first())


def _lesson(pk: int) -> _Place:
    lesson = public_lessons().filter(pk=pk).first()
    return (str(lesson.reviewer), reverse("lesson_list")) if lesson else None


def _host(pk: int) -> _Place:
    host = open_hosts().filter(pk=pk).first()
    return (str(host), reverse("visit_list")) if host else None


def _on_practice(row: Adoption | Voice | None) -> _Place:
    if row is None:
        return None
    practice = PracticePage.objects.visible_to_all().filter(pk=row.practice_id).first()
    return (practice.title, practice.url or "/") if practice else None


_PLACES: dict[TextKind, Callable[[int], _Place]] = {
    TextKind.ADOPTION: _adoption,
    TextKind.RESULT: _result,
    TextKind.VOICE: _voice,
    TextKind.LESSON: _lesson,
    TextKind.HOST: _host,
}
