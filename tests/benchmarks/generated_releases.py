"""Writes packages of releases as large as one likes, for measurements of the import."""

import json
from pathlib import Path
from typing import Any

SENTENCE = "Care and support at home for adults in the borough, with the lots as described. "


def write_package(path: Path, *, megabytes: int, kilobytes: int, of: str) -> int:
    """Write a release package of about so many megabytes, each release of so many kilobytes.

    A release is filled with items, awards and parties as publishers state them (``of`` is
    "items"), or with one long text. Returns how many releases there are.
    """
    count = max(1, megabytes * 1000 // kilobytes)
    with path.open("w", encoding="utf-8") as file:
        file.write('{"uri": "https://example.org/package", "releases": [')
        for number in range(count):
            file.write("," if number else "")
            json.dump(_release(number, kilobytes * 1000, of), file)
        file.write("]}")
    return count


def _release(number: int, size: int, of: str) -> dict[str, Any]:
    release: dict[str, Any] = {
        "ocid": f"ocds-example-large-{number}",
        "id": f"large-{number}",
        "date": "2026-11-01T09:00:00Z",
        "tag": ["tender"],
        "buyer": {"name": "Example Council"},
        "tender": {"id": "t", "title": f"Home care {number}", "status": "active"},
    }
    if of == "text":
        release["tender"]["description"] = SENTENCE * (size // len(SENTENCE))
        return release
    part = [_item(0), _party(0), _award(0)]
    count = size // (len(json.dumps(part)) + len(str(size)))
    release["tender"]["items"] = [_item(place) for place in range(count)]
    release["parties"] = [_party(place) for place in range(count)]
    release["awards"] = [_award(place) for place in range(count)]
    return release


def _item(place: int) -> dict[str, Any]:
    return {
        "id": str(place),
        "description": SENTENCE,
        "additionalClassifications": [
            {"scheme": "CPV", "id": "85312000", "description": "Social work services"}
        ],
        "deliveryAddresses": [{"region": "UKD3", "countryName": "United Kingdom"}],
        "quantity": 12.5,
    }


def _party(place: int) -> dict[str, Any]:
    return {
        "id": f"GB-EX-{place}",
        "name": f"Example Provider {place}",
        "address": {"locality": "Bury", "postalCode": "BL9 0SW", "country": "GB"},
        "roles": ["supplier"],
        "details": {"scale": "sme", "vcse": False},
    }


def _award(place: int) -> dict[str, Any]:
    return {
        "id": str(place),
        "status": "active",
        "value": {"amount": 1234.5 + place, "currency": "GBP"},
        "suppliers": [{"id": f"GB-EX-{place}", "name": f"Example Provider {place}"}],
    }
