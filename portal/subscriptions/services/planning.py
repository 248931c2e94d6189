"""Plans who is owed a digest: one row for each person, cadence and period, and none for nobody."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef

from portal.subscriptions.enums import DIGEST_CADENCES, Cadence, RunState
from portal.subscriptions.models import (
    ChosenSlot,
    Delivery,
    DigestRun,
    EventSequence,
    Subscriber,
    Subscription,
)
from portal.subscriptions.periods import Period, Slot, due_periods
from portal.subscriptions.querysets import SubscriberQuerySet, SubscriptionQuerySet
from portal.subscriptions.services.inserting import (
    insert_mails,
    listed,
    move_cursors,
    people_with_mail,
)

CHUNK = 5_000
"""People planned in one transaction: long enough to be fast, short enough to lose little work."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What one call of the planner did."""

    mails: int = 0
    empty: int = 0
    runs: tuple[DigestRun, ...] = field(default=(), compare=False)


class _Row(NamedTuple):
    """What the planner reads of a subscription: plain values, a hundred thousand at a time."""

    pk: int
    subscriber_id: int
    cursor_seq: int


def plan_due(*, at: datetime) -> Plan:
    """Plan every digest that is due at ``at``; a second call, or a second planner, plans nothing.

    Only the newest due period of a slot is planned. After an outage it tells everything since the
    last one in a single larger mail, and the periods between are recorded as missed. Where nothing
    is due, two queries say so, however many people there are.
    """
    plans = [_plan_slot(slot, at) for slot in _slots_due(at)]
    return Plan(
        mails=sum(plan.mails for plan in plans),
        empty=sum(plan.empty for plan in plans),
        runs=tuple(run for plan in plans for run in plan.runs),
    )


def plan_for(*, subscriber: Subscriber, cadence: Cadence, period_key: str, at: datetime) -> Plan:
    """Plan one person's digest outside the calendar, under the name ``period_key``.

    Everyone else's digests, and this person's later ones, come as they would have.
    """
    period = Period(cadence=cadence, key=period_key, due_at=at)
    with transaction.atomic():
        subscriptions = Subscription.objects.writable().filter(
            subscriber=subscriber, cadence=cadence
        )
        return _plan_chunk(
            _locked(subscriptions), _Target(period=period, to_seq=EventSequence.current_head()), at
        )


def unplanned_since(*, at: datetime) -> datetime | None:
    """Since when somebody's digest has been due and is not planned; None where there is none."""
    due = [
        due_periods(slot=slot, at=at, most=1)[0].due_at
        for slot in _slots_due(at)
        if _people_of(slot, at).exists()
    ]
    return min(due, default=None)


@dataclass(frozen=True, kw_only=True)
class _Target:
    """The period that mails are planned for, and the last event they tell."""

    period: Period
    to_seq: int
    run: DigestRun | None = None


def _slots_due(at: datetime) -> Iterator[Slot]:
    """The slots whose newest due period is not planned, or not to the end."""
    newest = {
        (period.key, slot): slot
        for slot, since in _slots_since().items()
        for period in due_periods(slot=slot, at=at, most=1)
        if since is None or period.due_at > since
    }
    runs = DigestRun.objects.filter(period_key__in={key for key, _slot in newest})
    for run in runs.exclude(state=RunState.PLANNING):
        newest.pop((run.period_key, run.slot), None)
    yield from newest.values()


def _slots_since() -> dict[Slot, datetime | None]:
    """Every slot that anybody may have chosen, and since when; the usual ones are always there."""
    chosen = {row.slot: row.chosen_at for row in ChosenSlot.objects.all()}
    return {**chosen, **dict.fromkeys(map(Slot.usual, DIGEST_CADENCES))}


def _plan_slot(slot: Slot, at: datetime) -> Plan:
    periods = due_periods(slot=slot, at=at)
    run = _open_run(slot, periods, at)
    mails = empty = 0
    while run.state == RunState.PLANNING:
        plan = _plan_next_chunk(run, periods[0], at)
        mails, empty = mails + plan.mails, empty + plan.empty
    return Plan(mails=mails, empty=empty, runs=(run,))


@transaction.atomic
def _open_run(slot: Slot, periods: Sequence[Period], at: datetime) -> DigestRun:
    newest = periods[0]
    run, is_new = DigestRun.objects.of_slot(slot).get_or_create(
        period_key=newest.key,
        defaults={
            **asdict(slot),
            "to_seq": EventSequence.current_head(),
            "started_at": at,
        },
    )
    if is_new:
        _record_missed(slot, periods[1:], at)
    return run


def _record_missed(slot: Slot, periods: Sequence[Period], at: datetime) -> None:
    """Close what was left open and name what was never begun, back to the last run there was."""
    runs = DigestRun.objects.of_slot(slot)
    runs.filter(state=RunState.PLANNING, period_key__in=[period.key for period in periods]).update(
        state=RunState.MISSED, finished_at=at
    )
    known = set(runs.values_list("period_key", flat=True))
    begun = [index for index, period in enumerate(periods) if period.key in known]
    missed = periods[: begun[0]] if begun else []
    DigestRun.objects.bulk_create(
        [_missed_run(slot, period, at) for period in missed], ignore_conflicts=True
    )


def _missed_run(slot: Slot, period: Period, at: datetime) -> DigestRun:
    return DigestRun(
        **asdict(slot),
        period_key=period.key,
        to_seq=0,
        state=RunState.MISSED,
        started_at=at,
        finished_at=at,
    )


@transaction.atomic
def _plan_next_chunk(run: DigestRun, period: Period, at: datetime) -> Plan:
    """Plan the next people of a run, in one transaction with the mark of how far it has come."""
    # The lock lets one planner at a time work on a run; the other goes on where this one stops.
    run.refresh_from_db(from_queryset=DigestRun.objects.select_for_update())
    if run.state != RunState.PLANNING:
        return Plan()
    people = _next_people(run, at)
    plan = Plan()
    if people:
        own = Subscription.objects.writable().filter(subscriber_id__in=listed(people))
        chunk = _locked(own.filter(cadence=run.cadence))
        plan = _plan_chunk(chunk, _Target(period=period, to_seq=run.to_seq, run=run), at)
        run.planned_up_to = people[-1]
    else:
        run.state, run.finished_at = RunState.FINISHED, at
    run.planned += plan.mails
    run.skipped_empty += plan.empty
    run.save()
    return plan


def _next_people(run: DigestRun, at: datetime) -> list[int]:
    waiting = _people_of(run.slot, at).filter(pk__gt=run.planned_up_to)
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:CHUNK])


def _people_of(slot: Slot, at: datetime) -> SubscriberQuerySet:
    # The cursors of people who pause stay where they are: one larger mail comes afterwards.
    people = Subscriber.objects.of_slot(slot).unpaused(at=at)
    own = Subscription.objects.live().filter(subscriber=OuterRef("pk"), cadence=slot.cadence)
    return people.filter(Exists(own))


def _locked(subscriptions: SubscriptionQuerySet) -> list[_Row]:
    locked = subscriptions.select_for_update(of=("self",)).order_by("pk")
    return [_Row(*row) for row in locked.values_list(*_Row._fields)]


def _plan_chunk(chunk: Sequence[_Row], target: _Target, at: datetime) -> Plan:
    """Insert the mails of these people and move the cursors of those that were inserted or empty.

    A person who already has a mail for the period keeps their cursors: moving them after an
    insert that was ignored would lose what lies between.
    """
    people = {row.subscriber_id for row in chunk}
    period = target.period
    served = people_with_mail(people=people, cadence=period.cadence, period_key=period.key)
    # By key, not by cadence or slot: what changed since the rows were locked must lose nothing.
    ids = [row.pk for row in chunk if row.subscriber_id not in served]
    if not ids:
        return Plan()
    oldest = min(row.cursor_seq for row in chunk)
    mails = insert_mails(pattern=_pattern(target, at), subscription_ids=ids, after_seq=oldest)
    move_cursors(subscription_ids=ids, to_seq=target.to_seq)
    return Plan(mails=mails, empty=len(people) - len(served) - mails)


def _pattern(target: _Target, at: datetime) -> Delivery:
    return Delivery(
        run=target.run,
        cadence=target.period.cadence,
        period_key=target.period.key,
        message="digest",
        to_seq=target.to_seq,
        planned_at=at,
    )
