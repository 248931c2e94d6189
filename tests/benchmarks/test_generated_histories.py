"""Histories made up for measurements: repeatable, and of the kind they are called."""

from collections import Counter

import pytest

from tests.benchmarks.generated_histories import KINDS, generated_history


def shares(kind):
    """Of all places in partnerships, the part of the busiest, and the part of the new."""
    history = generated_history(kind, seed=0)
    known: Counter[str] = Counter()
    new = 0
    for row in history["partnerships"]:
        team = [row["lead"], *row["members"]]
        new += sum(key not in known for key in team)
        known.update(team)
    [(_key, busiest)] = known.most_common(1)
    return busiest / known.total(), new / known.total()


class TestGeneratedHistory:
    @pytest.mark.parametrize("kind", KINDS)
    def test_is_the_same_for_the_same_seed_and_another_for_another(self, kind):
        first = generated_history(kind, seed=1)

        assert generated_history(kind, seed=1) == first
        assert generated_history(kind, seed=2) != first

    def test_gives_a_hub_more_than_its_part(self):
        assert shares("hub")[0] > 3 * max(shares("communities")[0], shares("newcomers")[0])

    def test_has_newcomers_in_most_places_where_it_says_so(self):
        assert shares("newcomers")[1] > 2 * max(shares("hub")[1], shares("communities")[1])

    @pytest.mark.parametrize("kind", KINDS)
    def test_names_nobody_twice_in_a_team(self, kind):
        for row in generated_history(kind, seed=0)["partnerships"]:
            assert len({row["lead"], *row["members"]}) == 1 + len(row["members"])
