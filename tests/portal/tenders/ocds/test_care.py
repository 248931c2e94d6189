"""Care is told from codes first, then from words, and always with the reason."""

import pytest

from portal.tenders.ocds.care import care_relevance
from portal.tenders.ocds.facts import ClassificationFacts


def _care(code, text, *, is_light_touch=False):
    codes = [ClassificationFacts(scheme="CPV", code=code, description="")]
    return care_relevance(codes, text=text, is_light_touch=is_light_touch)


class TestCareRelevance:
    @pytest.mark.parametrize(
        ("code", "text", "reason"),
        [
            ("85312000", "", "85312000"),
            ("79624000", "", "light-touch"),
            ("79600000", "Non-Medical Personal Help", "personal help"),
            ("92000000", "A play-scheme for children with a disability", "with a disability"),
            ("45000000", "Building of extra-care flats", "extra-care"),
        ],
    )
    def test_finds_care_and_says_why(self, code, text, reason):
        care = _care(code, text)

        assert care.is_relevant
        assert reason in care.reason

    @pytest.mark.parametrize(
        "text",
        [
            "Customer care desk",
            "Care of trees",
            "Careers advice",
            "Foster innovation",
            "Heat pumps",
        ],
    )
    def test_is_not_misled_by_a_word_inside_another_meaning(self, text):
        assert not _care("45000000", text).is_relevant

    def test_takes_a_weaker_word_under_the_light_touch_regime(self):
        assert _care("45000000", "Support services", is_light_touch=True).is_relevant
        assert not _care("45000000", "Support services").is_relevant
