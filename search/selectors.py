"""Reads of the search app's own tables."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max

from search.models import BestBet, IndexState, SynonymGroup
from search.models.best_bets import BestBetAction, query_key
from search.plan.synonyms import Rule, RuleKind


def synonym_rules() -> list[Rule]:
    """Every rule in use, as the plan wants them."""
    groups = SynonymGroup.objects.filter(is_active=True).prefetch_related("terms").order_by("pk")
    return [
        Rule(
            kind=RuleKind(group.kind),
            terms=tuple(term.text for term in group.terms.all() if not term.is_target),
            targets=tuple(term.text for term in group.terms.all() if term.is_target),
        )
        for group in groups
    ]


def synonym_stamp() -> tuple[object, ...]:
    """Something that differs after any rule was added, changed or removed; one small query."""
    stamp = SynonymGroup.objects.aggregate(count=Count("pk"), latest=Max("changed_at"))
    return (stamp["count"], stamp["latest"])


def index_stamp(collection: str) -> tuple[str, int, int]:
    """Something that differs after the index was written to or replaced, by any process."""
    states = IndexState.objects.filter(entity=collection)
    return states.values_list("index_name", "generation", "writes").first() or ("", 0, 0)


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Ids of the practices that moderators put first for a search, in order, or left out."""

    pinned: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


def choices_for(text: str, *, on: date) -> Choices:
    """What moderators chose for a whole search, as it holds on a day; one small query."""
    key = query_key(text)
    if not key:
        return Choices()
    rows = BestBet.objects.in_force(on).filter(key=key).values_list("action", "practice_id")
    chosen = [(action, str(practice_id)) for action, practice_id in rows]
    return Choices(
        pinned=tuple(practice for action, practice in chosen if action == BestBetAction.PIN),
        hidden=tuple(practice for action, practice in chosen if action == BestBetAction.HIDE),
    )
