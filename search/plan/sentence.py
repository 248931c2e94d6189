"""A plan in words: what was understood of a search, for people."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.plan.model import Concept, FieldFilter, MatchKind, Plan


def plan_sentence(plan: Plan) -> str:
    """What a plan looks for, in sentences for readers and operators.

    They name exact phrases, each concept with its other wordings, corrections, filters, what was
    left out, how many practices moderators placed, and the order.
    """
    return " ".join([*_sought(plan), *_read(plan), *_narrowed(plan)])


def _sought(plan: Plan) -> Iterator[str]:
    if plan.concepts:
        concepts = _listed([_concept(concept) for concept in plan.concepts], _("or"))
        yield _("Looks for %s.") % concepts
    for phrase in plan.phrases:
        yield _("The exact words “%s” must be there.") % " ".join(phrase)
    if not plan.concepts and not plan.phrases:
        yield _("Looks for every practice.")


def _read(plan: Plan) -> Iterator[str]:
    for correction in plan.corrections:
        words = {"typed": correction.typed, "used": correction.used}
        yield _("“%(typed)s” is read as “%(used)s”.") % words
    if plan.left_out:
        yield _("Leaves out words that nearly every question has: %s.") % _quoted(plan.left_out)


def _narrowed(plan: Plan) -> Iterator[str]:
    if plan.filters:
        yield _("Only with %s.") % _listed([_filter(filter_) for filter_ in plan.filters], _("and"))
    if plan.pinned:
        yield ngettext(
            "Moderators put %(count)d practice first.",
            "Moderators put %(count)d practices first.",
            len(plan.pinned),
        ) % {"count": len(plan.pinned)}
    if plan.hidden:
        yield ngettext(
            "Moderators left %(count)d practice out.",
            "Moderators left %(count)d practices out.",
            len(plan.hidden),
        ) % {"count": len(plan.hidden)}
    yield _("Best match first.") if plan.is_ranked else _("Newest first.")


def _concept(concept: Concept) -> str:
    typed, *others = concept.alternatives
    same = [other.label for other in others if other.kind is not MatchKind.RELATED]
    close = [other.label for other in others if other.kind is MatchKind.RELATED]
    asides = [_("also called %s") % _quoted(same)] if same else []
    asides += [_("close to %s") % _quoted(close)] if close else []
    named = _quoted([typed.label])
    return f"{named} ({'; '.join(asides)})" if asides else named


def _filter(filter_: FieldFilter) -> str:
    values = _listed([f"“{value}”" for value in filter_.values], _("or"))
    return f"{filter_.field.replace('_', ' ')} {values}"


def _listed(items: Sequence[str], joint: str) -> str:
    *head, last = items
    return f"{', '.join(head)} {joint} {last}" if head else last


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)
