"""Finds the first change of one provider's own facts that would bring it into the best team."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from portal.consortia.matching.eligibility import may_work_in
from portal.consortia.matching.problem import Problem, Provider, Skill
from portal.consortia.matching.solve import solve
from portal.consortia.matching.team import Status

BEST_RATING = 4
TRIES = 24
"""Changes tried at most; each takes a solve."""


class ChangeKind(StrEnum):
    """Which fact would be another, the easiest to change first."""

    LEAD = "lead"
    SHARE = "share"
    SIZE = "size"
    HOURS = "hours"
    KIND = "kind"
    AREA = "area"
    SERVICE = "service"
    REGISTRATION = "registration"
    QUALITY = "quality"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One fact of one provider as it would have to be; ``area`` is None for every area at once.

    ``weekly_hours`` says how many it would have to offer, of an HOURS change.
    """

    kind: ChangeKind
    capability: str = ""
    area: str | None = None
    weekly_hours: int = 0


@dataclass(frozen=True, kw_only=True)
class Entry:
    """The first change found; None when no single one of those tried is enough.

    ``is_in`` says that the provider is in the best team as things are. ``are_all_tried`` is False
    where changes were left out for their number, or a solve did not end.
    """

    change: Change | None = None
    is_in: bool = False
    are_all_tried: bool = True


def first_change(problem: Problem, provider: str) -> Entry:
    """Try one change after another, the easiest first, and solve each changed problem in full.

    Raises:
        ValueError: the provider is none of the problem.
    """
    own = next((item for item in problem.providers if item.key == provider), None)
    if own is None:
        raise ValueError(provider)
    if _is_in(problem, own):
        return Entry(is_in=True)
    are_all_tried = True
    for tried, (change, changed) in enumerate(changes(problem, own)):
        if tried == TRIES:
            return Entry(are_all_tried=False)
        found = _is_in(problem, changed)
        if found:
            return Entry(change=change)
        are_all_tried &= found is not None
    return Entry(are_all_tried=are_all_tried)


def changes(problem: Problem, own: Provider) -> Iterator[tuple[Change, Provider]]:
    """Every single change that could matter, with the provider as it would then be."""
    if not own.may_lead:
        yield Change(kind=ChangeKind.LEAD), replace(own, may_lead=True)
    wanted = sum(lot.weekly_hours for lot in problem.lots)
    if wanted and own.max_share_percent < problem.rules.max_share_percent:
        share = problem.rules.max_share_percent
        yield Change(kind=ChangeKind.SHARE), replace(own, max_share_percent=share)
    if own.max_team_size < problem.rules.max_members:
        yield (
            Change(kind=ChangeKind.SIZE),
            replace(own, max_team_size=problem.rules.max_members),
        )
    if own.weekly_hours < wanted:
        yield Change(kind=ChangeKind.HOURS, weekly_hours=wanted), replace(own, weekly_hours=wanted)
    # One that is of the kind already has only to say so.
    closed = [lot for lot in problem.lots if not may_work_in(own.kinds, lot)]
    for kind in sorted({kind for lot in closed for kind in lot.only_kinds}):
        yield Change(kind=ChangeKind.KIND), replace(own, kinds=own.kinds | {kind})
    asked = _asked_areas(problem)
    yield from _wider(own, asked)
    yield from _new(own, asked)
    for place, skill in enumerate(own.skills):
        needs = any(
            cell.needs_registration for cell in problem.cells if cell.capability == skill.capability
        )
        if needs and not skill.is_registered:
            better = replace(skill, is_registered=True)
            change = Change(kind=ChangeKind.REGISTRATION, capability=skill.capability)
            yield change, _with_skill(own, place, better)
    yield from _better(problem, own, asked)


def _wider(own: Provider, asked: dict[str, list[str]]) -> Iterator[tuple[Change, Provider]]:
    for place, skill in enumerate(own.skills):
        for area in asked.get(skill.capability, []):
            if area not in skill.areas:
                wider = replace(skill, areas=skill.areas | {area})
                change = Change(kind=ChangeKind.AREA, capability=skill.capability, area=area)
                yield change, _with_skill(own, place, wider)


def _new(own: Provider, asked: dict[str, list[str]]) -> Iterator[tuple[Change, Provider]]:
    """A service that it does not declare yet, registered where that is asked for."""
    declared = {skill.capability for skill in own.skills}
    usual = sorted(skill.quality for skill in own.skills)
    quality = usual[len(usual) // 2] if usual else 0
    for capability, areas in asked.items():
        if capability not in declared:
            skill = Skill(
                capability=capability,
                areas=frozenset(areas),
                is_registered=True,
                rating=BEST_RATING,
                quality=quality,
            )
            change = Change(kind=ChangeKind.SERVICE, capability=capability)
            yield change, replace(own, skills=(*own.skills, skill))


def _better(
    problem: Problem, own: Provider, asked: dict[str, list[str]]
) -> Iterator[tuple[Change, Provider]]:
    """The quality and rating of the best of all, in one service."""
    best = max((skill.quality for item in problem.providers for skill in item.skills), default=0)
    for place, skill in enumerate(own.skills):
        if skill.capability in asked and (skill.quality < best or skill.rating < BEST_RATING):
            change = Change(kind=ChangeKind.QUALITY, capability=skill.capability)
            better = replace(skill, quality=max(best, skill.quality), rating=BEST_RATING)
            yield change, _with_skill(own, place, better)


def _asked_areas(problem: Problem) -> dict[str, list[str]]:
    """By capability asked for, the areas in which it is."""
    lots = {lot.key: lot for lot in problem.lots}
    asked: dict[str, set[str]] = {}
    for cell in problem.cells:
        areas = {cell.area} if cell.area else lots[cell.lot].areas
        asked.setdefault(cell.capability, set()).update(areas)
    return {capability: sorted(areas) for capability, areas in asked.items()}


def _with_skill(own: Provider, place: int, skill: Skill) -> Provider:
    return replace(own, skills=(*own.skills[:place], skill, *own.skills[place + 1 :]))


def _is_in(problem: Problem, changed: Provider) -> bool | None:
    """Whether the provider, so changed, is in the best team; None when that was not proven."""
    providers = tuple(changed if item.key == changed.key else item for item in problem.providers)
    best = solve(replace(problem, providers=providers), alternatives=0).best
    if best.status not in {Status.OPTIMAL, Status.INFEASIBLE}:
        return None
    return best.team is not None and changed.key in best.team.members
