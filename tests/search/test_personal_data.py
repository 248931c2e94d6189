"""What must never be kept of a search, and what may."""

import pytest

from search.personal_data import looks_personal


class TestLooksPersonal:
    @pytest.mark.parametrize(
        "text",
        [
            "amina@example.org",
            "write to amina @example",
            "07700 900123",
            "call +44 (0)161 496 0000",
            "943 476 5919",
            "nhs number 9434765919",
            "12/03/1948",
            "born 12.03.48",
            "jones M14 5RF",
            "m145rf",
            "QQ 12 34 56 C",
            "mrs okafor dementia",
            "Dr. Patel",
            "https://example.org/case",
            "www.example.org",
            "@amina",
            "my mother lives alone and has fallen twice since she came home from hospital",
        ],
    )
    def test_refuses_what_may_be_about_somebody(self, text):
        assert looks_personal(text)

    @pytest.mark.parametrize(
        "text",
        [
            "dementia café",
            "how do we stop staff leaving in the first year of work",
            "M14",
            "Greater Manchester",
            "24/7 home care",
            "budget 2024/25",
            "£12,500",
            "50+ co-production",
            "drs surgery visits",
            "msk physiotherapy",
            "CQC regulation 12",
            "",
        ],
    )
    def test_lets_a_search_for_practices_pass(self, text):
        assert not looks_personal(text)
