"""Recall of hidden partners, measured on histories whose answer is known."""

import json

import pytest

from tests.benchmarks.partnership_history import NotHistoryError, measured_history, read_history


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

    def test_tells_recall_by_popularity_beside_it(self, tmp_path):
        content = {
            "partnerships": [
                {"date": "2024-01-01", "members": ["star", "c"]},
                {"date": "2025-01-01", "members": ["a", "star"]},
            ]
        }

        told = measured_history(history(tmp_path, content))

        assert told["recall_by_popularity"]["count"] == 2
        assert told["recall_by_popularity"]["3"] == 1.0
        assert told["recall"]["1"] == 0.0

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
