"""Reads of the search app's own tables."""

from django.db.models import Count, Max

from search.models import IndexState, SynonymGroup
from search.models.outbox import Entity
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


def index_stamp(entity: Entity) -> tuple[str, int, int]:
    """Something that differs after the index was written to or replaced, by any process."""
    states = IndexState.objects.filter(entity=entity)
    return states.values_list("index_name", "generation", "writes").first() or ("", 0, 0)
