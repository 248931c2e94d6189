"""Which of our areas the places of a notice mean."""

import pytest

from portal.tenders.ocds.areas import mapped_slugs, places
from portal.tenders.ocds.findings import Findings
from portal.tenders.ocds.tables import area_table
from portal.tenders.ocds.values import Node


def _slugs(*addresses):
    release = {"tender": {"items": [{"id": "1", "deliveryAddresses": list(addresses)}]}}
    return mapped_slugs(placed.said for placed in places(Node(release, "", Findings())))


class TestMappedSlugs:
    @pytest.mark.parametrize(
        ("address", "slugs"),
        [
            ({"region": "UKD33"}, ("manchester",)),
            ({"region": "TLD36"}, ("bolton", "wigan")),
            ({"region": "ukd3"}, ("greater-manchester",)),
            ({"region": "E08000005"}, ("rochdale",)),
            ({"region": "north  west"}, ("north-west",)),
            ({"countryName": "United Kingdom"}, ("united-kingdom",)),
            ({"region": "UKD47", "countryName": "United Kingdom"}, ()),
            ({"region": "Newton"}, ()),
            ({"postalCode": "M1 1AA"}, ()),
        ],
    )
    def test_follow_the_table_and_never_guess(self, address, slugs):
        assert _slugs(address) == slugs

    def test_of_every_region_are_the_country(self):
        every = [{"region": name.title()} for name in area_table().everywhere]

        assert _slugs(*every) == ("united-kingdom",)
        assert "united-kingdom" not in _slugs(*every[1:])

    def test_know_all_ten_boroughs_by_code(self):
        codes = [f"UKD3{number}" for number in range(3, 8)]

        assert len(_slugs(*({"region": code} for code in codes))) == 10


class TestPlaces:
    @pytest.mark.parametrize(
        ("item", "texts"),
        [
            ({"deliveryAddress": {"region": "UKD3"}}, ["UKD3"]),
            ({"deliveryAddresses": {"region": "UKD3"}}, ["UKD3"]),
            ({"deliveryLocation": {"description": "Bury"}}, ["Bury"]),
            (
                {"deliveryLocation": {"gazetteer": {"scheme": "NUTS", "identifiers": ["UKM77"]}}},
                ["UKM77"],
            ),
            (
                {
                    "deliveryLocations": [
                        {"gazetteer": {"identifiers": ["UKM77", "UKM82"]}, "description": "Fife"},
                        {"description": "Bury"},
                    ]
                },
                ["UKM77", "UKM82", "Bury"],
            ),
            (
                {
                    "deliveryAddresses": [{"postalCode": "BL9 0SW"}],
                    "deliveryLocation": {"description": "Bury town hall"},
                },
                ["BL9 0SW"],
            ),
        ],
    )
    def test_are_found_however_an_item_states_them(self, item, texts):
        release = Node({"tender": {"items": [{"id": "1"} | item]}}, "", Findings())

        assert [placed.said.text for placed in places(release)] == texts
