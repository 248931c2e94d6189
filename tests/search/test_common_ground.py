"""What two practices have in common, in words."""

import pytest

from portal.practices.models import Theme
from search.common_ground import CommonGround, Subject, mid_sentence
from tests.factories.organisations import ClientGroupFactory
from tests.factories.practices import PracticePageFactory, ThemeFactory


class TestSentence:
    @pytest.mark.parametrize(
        ("ground", "sentence"),
        [
            (
                CommonGround(themes=("loneliness",), client_groups=("older people",)),
                "Both are about loneliness and for older people.",
            ),
            (
                CommonGround(themes=("loneliness", "retention", "travel")),
                "Both are about loneliness and retention.",
            ),
            (
                CommonGround(client_groups=("older people",), words=("bus", "gp")),
                "Both are for older people.",
            ),
            (
                CommonGround(words=("bus", "GP", "lift", "car")),
                "Both use the words “bus”, “GP” and “lift”.",
            ),
            (CommonGround(words=("bus",)), ""),
            (CommonGround(), ""),
        ],
    )
    def test_names_the_strongest_things_in_common(self, ground, sentence):
        assert ground.sentence() == sentence
        assert bool(ground) == bool(sentence)


class TestMidSentence:
    @pytest.mark.parametrize(
        ("name", "inside"),
        [
            ("Loneliness", "loneliness"),
            ("Older people", "older people"),
            ("Care Act", "Care Act"),
            ("VCSE capacity", "VCSE capacity"),
            ("", ""),
        ],
    )
    def test_lowers_the_first_letter_of_all_but_names(self, name, inside):
        assert mid_sentence(name) == inside


@pytest.mark.django_db
class TestSubject:
    @pytest.fixture
    def parent(self):
        return ThemeFactory(slug="connection", name="Connection")

    def subject(self, **parts):
        blank = {"themes": frozenset(), "client_groups": frozenset(), "telling": ()}
        parents = {theme.path: theme for theme in Theme.objects.filter(depth=1)}
        return Subject(parents=parents, **{**blank, **parts})

    def test_names_the_themes_and_client_groups_of_both(self, parent):
        shared, mine = (ThemeFactory(name=name, parent=parent) for name in ("Time", "Mine"))
        group = ClientGroupFactory(name="Older people")
        other = PracticePageFactory(themes=[shared], client_groups=[group])

        ground = self.subject(
            themes=frozenset({shared, mine}), client_groups=frozenset({group})
        ).common_ground(other)

        assert ground == CommonGround(themes=("time",), client_groups=("older people",))

    def test_names_the_theme_above_where_none_below_is_shared(self, parent):
        mine, theirs = (ThemeFactory(name=name, parent=parent) for name in ("Mine", "Theirs"))
        other = PracticePageFactory(themes=[theirs])

        ground = self.subject(themes=frozenset({mine})).common_ground(other)

        assert ground.themes == ("connection",)

    def test_quotes_words_as_the_other_practice_writes_them(self):
        other = PracticePageFactory(title="Co-operative gardens", summary="A GP’s idea.")

        ground = self.subject(telling=("gp", "gardening", "cooperatives", "bus")).common_ground(
            other
        )

        assert ground.words == ("GP’s", "gardens", "co-operative")
