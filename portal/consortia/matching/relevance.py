"""Narrows a problem to the part that teams can depend on: other changes ask for no solve."""

from dataclasses import replace

from portal.consortia.matching.eligibility import abilities
from portal.consortia.matching.problem import Problem


def relevant_part(problem: Problem) -> Problem:
    """The problem without what changes no team: providers that can cover no cell, pairs and ties
    with such, and skills that are not asked for.

    It has the same teams, gaps and proofs as the whole, and equal parts have equal teams.
    """
    asked = {cell.capability for cell in problem.cells}
    providers = tuple(
        replace(item, skills=tuple(skill for skill in item.skills if skill.capability in asked))
        for item in abilities(problem).candidates
    )
    known = {item.key for item in providers}
    return replace(
        problem,
        providers=providers,
        forbidden_pairs=frozenset(pair for pair in problem.forbidden_pairs if pair <= known),
        ties=tuple(tie for tie in problem.ties if {tie.first, tie.second} <= known),
    )
