"""The pages of telling a practice, in their order, and what is still missing from each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.practices.enums import EvidenceBasis, Stage
from portal.practices.submission import forms
from portal.practices.submission.drafts import Draft
from portal.practices.submission.lessons import LessonsForm
from portal.practices.submission.origin import OriginForm
from portal.practices.submission.place import PlaceForm


@dataclass(frozen=True, kw_only=True)
class Step:
    """One page; `needed` are the facts without which it cannot be sent, with their names, and
    `needed_once_begun` those that are asked for only if anything on an optional page is told.
    """

    key: str
    title: str | Promise
    form: type[forms.StepForm]
    needed: tuple[tuple[str, str | Promise], ...] = ()
    needed_once_begun: tuple[tuple[str, str | Promise], ...] = ()
    hint: str | Promise = ""

    @property
    def is_optional(self) -> bool:
        """Whether it may stay empty."""
        return not self.needed

    def missing(self, draft: Draft) -> list[str | Promise]:
        """Names of the needed facts that are not told yet."""
        needed = self.needed_once_begun if self.is_optional else self.needed
        if self.is_optional and not (needed and self.is_begun(draft)):
            return []
        return [name for fact, name in needed if not _is_told(draft, fact)]

    def is_begun(self, draft: Draft) -> bool:
        """Whether the author told anything on the page."""
        told = self.form.told(draft).items()
        return any(_is_answer(value) for name, value in told if name not in _TAKEN_OVER)


STEPS: tuple[Step, ...] = (
    Step(
        key="title",
        title=_("What it is"),
        form=forms.TitleForm,
        needed=(("title", _("a title")), ("summary", _("one sentence about it"))),
    ),
    Step(
        key="story",
        title=_("What you do, and why"),
        form=forms.StoryForm,
        needed=(("problem", _("what the problem was")), ("what_is_done", _("what you do"))),
    ),
    Step(
        key="place",
        title=_("Where and about what"),
        form=PlaceForm,
        needed=(("areas", _("where")), ("themes", _("what it is about"))),
    ),
    Step(
        key="results",
        title=_("What changed, and what did not work"),
        form=forms.ResultsForm,
        needed=(
            ("results", _("what changed")),
            ("what_did_not_work", _("what did not work")),
            ("as_of", _("when that was so")),
        ),
    ),
    Step(
        key="figures",
        title=_("Figures"),
        form=forms.FiguresForm,
        needed=(
            ("evidence_basis", _("how you know")),
            ("claims", _("a figure, or that you do not measure this yet")),
        ),
        hint=_("“We do not measure this yet” is an answer."),
    ),
    Step(
        key="origin",
        title=_("Adapted from another practice"),
        form=OriginForm,
        needed_once_begun=(("origin", _("what you changed in the practice that it comes from")),),
    ),
    Step(key="more", title=_("More for those who want to try it"), form=forms.MoreForm),
    Step(key="lessons", title=_("Partners, lessons and sources"), form=LessonsForm),
    Step(
        key="rights",
        title=_("Consent and licence"),
        form=forms.RightsForm,
        needed=(
            ("quotes_consent", _("whether somebody is quoted")),
            ("licence", _("what others may do with it")),
        ),
    ),
)
BY_KEY = {step.key: step for step in STEPS}
NEEDED = sum(len(step.needed) for step in STEPS)
"""How many facts a practice needs before it can be sent."""


def step_after(key: str, draft: Draft) -> Step | None:
    """The next page that still lacks something, in order and round the end; None when none does."""
    at = [step.key for step in STEPS].index(key)
    later = (*STEPS[at + 1 :], *STEPS[:at])
    return next((step for step in later if step.missing(draft)), None)


def all_missing(draft: Draft) -> Iterator[str | Promise]:
    """Names of everything that is needed and not told yet."""
    for step in STEPS:
        yield from step.missing(draft)


_UNTOLD = frozenset({"", EvidenceBasis.NOT_STATED.value})
"""All closed lists of a practice write “not stated” alike."""
_TAKEN_OVER = frozenset({"sectors"})
"""What the draft has from its organisation before anybody writes."""
_NOT_FOR_IDEAS = frozenset({"results", "what_did_not_work", "evidence_basis", "claims"})
"""What nobody can tell of something that has not been tried."""


def _is_told(draft: Draft, fact: str) -> bool:
    if fact in _NOT_FOR_IDEAS and draft.page.stage == Stage.PROPOSED:
        return True
    value = draft.value(fact)
    if fact == "origin":
        return value is not None and bool(value.what_changed)
    if fact == "claims":
        return bool(value) or draft.submission.is_unmeasured
    return _is_answer(value)


def _is_answer(value: Any) -> bool:
    return value not in _UNTOLD if isinstance(value, str) else bool(value)
