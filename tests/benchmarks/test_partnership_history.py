"""Recall of hidden partners, measured on histories whose answer is known."""

import json

import pytest

from tests.benchmarks.generated_histories import KINDS, generated_history
from tests.benchmarks.partnership_history import (
    BASELINES,
    NotHistoryError,
    history_of,
    measured_history,
    read_history,
)


def history(tmp_path, content):
    path = tmp_path / "history.json"
    path.write_text(json.dumps(content))
    return read_history(path)


def organisation(key, *services):
    return {"id": key, "services": list(services), "areas": ["bury"]}


def partnership(date, lead, *members, services=("home-care", "transport")):
    row = {"date": date, "lead": lead, "members": list(members)}
    return {**row, "services": list(services), "areas": ["bury"]}


class TestMeasuredHistory:
    def test_finds_a_partner_from_profiles_alone(self, tmp_path):
        noise = [organisation(f"n{number}", "home-care") for number in range(20)]
        content = {
            "organisations": [
                organisation("lead", "home-care"),
                organisation("bus", "transport"),
                *noise,
            ],
            "partnerships": [partnership("2024-01-01", "lead", "bus")],
        }

        told = measured_history(history(tmp_path, content))

        assert told["hidden"] == 1
        assert told["recall_from_profiles_alone"]["1"] == 1.0
        assert told["recall_with_an_earlier_tie"] == {"count": 0}

    def test_counts_a_partner_only_from_its_place_on(self, tmp_path):
        friend = {"date": "2023-01-01", "members": ["lead", "bus-0"]}
        buses = [organisation(f"bus-{number}", "transport") for number in range(2)]
        content = {
            "organisations": [organisation("lead", "home-care"), *buses],
            "partnerships": [friend, partnership("2024-01-01", "lead", "bus-1")],
        }

        found = measured_history(history(tmp_path, content))["recall_from_profiles_alone"]

        # The friend of the first year knew nobody yet; of two equal buses the tie puts it first.
        assert (found["count"], found["1"], found["3"]) == (2, 0.0, 0.5)

    def test_knows_earlier_partnerships_and_never_later_ones(self, tmp_path):
        others = [f"o{number}" for number in range(9)]
        content = {
            "partnerships": [
                {"date": "2024-01-01", "members": ["a", "b"]},
                {"date": "2024-01-01", "members": others},
                {"date": "2025-01-01", "members": ["a", "b"]},
            ]
        }

        told = measured_history(history(tmp_path, content))

        assert told["recall_with_an_earlier_tie"] == {
            "count": 1,
            "1": 1.0,
            "3": 1.0,
            "5": 1.0,
            "10": 1.0,
        }
        assert told["recall_from_profiles_alone"]["10"] == 0.0

    def test_tells_the_baselines_recall_of_the_same_partners_beside_it(self, tmp_path):
        content = {
            "partnerships": [
                {"date": "2024-01-01", "members": ["star", "c"]},
                {"date": "2024-01-01", "members": ["star", "d"]},
                {"date": "2025-01-01", "members": ["c", "d"]},
                {"date": "2026-01-01", "members": ["a", "star"]},
            ]
        }

        told = measured_history(history(tmp_path, content))

        # Of the first day nothing is known; c and d know the same star; a knows nobody.
        found = {name: told[f"recall_by_{name}"] for name in BASELINES}
        assert {recall["count"] for recall in found.values()} == {4}
        assert found["draw"]["5"] == 1.0
        assert found["popularity"]["3"] == 0.5
        assert found["common_neighbours"]["1"] == found["adamic_adar"]["10"] == 0.25

    @pytest.mark.parametrize("kind", KINDS)
    def test_finds_more_than_every_baseline_among_ten_in_every_kind_of_history(self, kind):
        told = measured_history(history_of(generated_history(kind, seed=1)))

        baselines = [told[f"recall_by_{name}"]["10"] for name in BASELINES]
        assert told["recall"]["10"] > max(baselines)

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            ([], "partnerships"),
            ({"partnerships": [{"members": ["a"]}]}, "row 1: needs two"),
            ({"partnerships": [3]}, "row 1: must be an object"),
            ({"partnerships": [{"members": "ab"}]}, "“members” must be a list"),
            ({"partnerships": [{"members": ["a", {}]}]}, "“members” must be a list of texts"),
            ({"partnerships": [], "organisations": None}, "“organisations” must be a list"),
            ({"partnerships": [], "organisations": [{"name": "a"}]}, "organisations, row 1"),
        ],
    )
    def test_names_the_first_wrong_place(self, tmp_path, content, message):
        with pytest.raises(NotHistoryError, match=message):
            history(tmp_path, content)

    def test_refuses_what_is_no_json(self, tmp_path):
        path = tmp_path / "history.json"
        path.write_text("{")

        with pytest.raises(NotHistoryError, match="not readable JSON"):
            read_history(path)
