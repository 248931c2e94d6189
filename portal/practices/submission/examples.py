"""Answers that others gave to the same questions, to show how little is enough."""

from dataclasses import dataclass

from portal.practices.models import PracticePage

EXAMPLES = {
    "story": ("problem", "what_is_done"),
    "results": ("results", "what_did_not_work"),
    "more": ("how_it_works", "implications"),
}
"""Step -> the questions that an example answers."""


@dataclass(frozen=True, kw_only=True)
class Example:
    """A published practice and its answers to the questions of one step."""

    practice: PracticePage
    answers: list[tuple[str, str]]
    """Question and answer."""


def example_for(step: str) -> Example | None:
    """A published practice that answers all questions of the step, the oldest record first."""
    facts = EXAMPLES.get(step)
    if facts is None:
        return None
    practices = PracticePage.objects.offered().exclude(reference="")
    for fact in facts:
        practices = practices.exclude(**{fact: ""})
    practice = practices.order_by("reference").first()
    if practice is None:
        return None
    return Example(
        practice=practice,
        answers=[
            (str(PracticePage._meta.get_field(fact).verbose_name), getattr(practice, fact))
            for fact in facts
        ],
    )
