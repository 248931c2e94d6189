"""The pages of telling a practice, in their order, and what is still missing from each."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.practices.enums import EvidenceBasis, Stage
from portal.practices.submission import forms
from portal.practices.submission.drafts import Draft


@dataclass(frozen=True, kw_only=True)
class Step:
    """One page; `needed` are the facts without which it cannot be sent, with their names."""

    key: str
    title: str | Promise
    form: type[forms.StepForm]
    needed: tuple[tuple[str, str | Promise], ...] = ()
    hint: str | Promise = ""

    @property
    def is_optional(self) -> bool:
        """Whether it may stay empty."""
        return not self.needed

    def missing(self, draft: Draft) -> list[str | Promise]:
        """Names of the needed facts that are not told yet."""
        return [name for fact, name in self.needed if not _is_told(draft, fact)]

    def is_begun(self, draft: Draft) -> bool:
        """Whether anything on the page is told."""
        fields = (name for name in self.form.base_fields if name != "base")
        picked = {field: fact for fact, some in self.form.picks.items() for field in some}
        return any(_is_told(draft, picked.get(name, name)) for name in fields)


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
        form=forms.PlaceForm,
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
    Step(key="more", title=_("More for those who want to try it"), form=forms.MoreForm),
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
_NOT_FOR_IDEAS = frozenset({"results", "what_did_not_work", "evidence_basis", "claims"})
"""What nobody can tell of something that has not been tried."""


def _is_told(draft: Draft, fact: str) -> bool:
    if fact in _NOT_FOR_IDEAS and draft.page.stage == Stage.PROPOSED:
        return True
    value = draft.value(fact)
    if fact == "claims":
        return bool(value) or draft.submission.is_unmeasured
    return value not in _UNTOLD if isinstance(value, str) else bool(value)
