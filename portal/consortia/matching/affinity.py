"""Affinity of a team: earlier ties and shared values, which help and do not decide."""

from collections.abc import Mapping, Set
from itertools import pairwise
from math import comb
from typing import Any

from ortools.sat.python import cp_model

from portal.consortia.matching.problem import Problem

Variable = Any
"""OR-Tools has no types of its own."""


def affinity_of(problem: Problem, members: Set[str]) -> int:
    """What these members' ties weigh, and each pair that stands for the same thing."""
    tied = sum(tie.weight for tie in problem.ties if {tie.first, tie.second} <= members)
    shared = sum(comb(len(keys & members), 2) for keys in problem.holders.values())
    return problem.rules.tie_weight * tied + problem.rules.value_weight * shared


def add_affinity(
    model: cp_model.CpModel, problem: Problem, member: Mapping[str, Variable]
) -> Variable:
    """Add to the model what affinity needs, and return it as an expression to maximise.

    ``member`` is 1 for each provider in the team. Below its greatest value the expression may be
    less than the team's affinity, never more.
    """
    rules, terms = problem.rules, []
    for tie in sorted(problem.ties, key=lambda tie: (tie.first, tie.second, tie.weight)):
        if tie.first in member and tie.second in member:
            together = model.new_bool_var("")
            model.add_implication(together, member[tie.first])
            model.add_implication(together, member[tie.second])
            terms.append(rules.tie_weight * tie.weight * together)
    for keys in problem.holders.values():
        known = [member[key] for key in sorted(keys) if key in member]
        # Ordered counters: counter j is 1 only when more than j members hold the value, so that
        # the sum of j * counter j is the number of pairs, without a variable for each pair.
        counters = [model.new_bool_var("") for _ in known[: rules.max_members]]
        model.add(sum(counters) <= sum(known))
        for earlier, later in pairwise(counters):
            model.add_implication(later, earlier)
        terms += [rules.value_weight * place * counter for place, counter in enumerate(counters)]
    return sum(terms)
