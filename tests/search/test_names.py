"""Names of themes, organisations and places, found by how their words begin."""

import pytest

from portal.organisations.models import Organisation
from search.names import RENEWED_AFTER, Name, NameCache, NameOf, NameTable
from search.plan.prefix import typed_words
from tests.factories.organisations import (
    AreaFactory,
    OrganisationFactory,
    OrganisationNameFactory,
)
from tests.factories.practices import ThemeFactory


def area(label):
    return Name(of=NameOf.AREA, label=label, slug=label.lower())


def found(table, typed, of=NameOf.AREA, limit=10):
    return [name.known_as for name in table.find(typed_words(typed), of, limit=limit)]


class TestNameTable:
    @pytest.mark.parametrize(
        ("typed", "names"),
        [
            ("man", ["Manchester", "Greater Manchester", "Isle of Man"]),
            ("gr man", ["Greater Manchester"]),
            ("MONTREAL", ["Montréal"]),
            ("côte", ["Cote"]),
            ("stoke on", ["Stoke-on-Trent"]),
            ("stoke-on-t", ["Stoke-on-Trent"]),
            ("anchester", []),
            ("", []),
            ("x" * 10_000, []),
            ("\x00 (*", []),
        ],
    )
    def test_finds_names_in_which_every_typed_word_begins_a_word(self, typed, names):
        table = NameTable(
            area(label)
            for label in (
                "Isle of Man",
                "Greater Manchester",
                "Manchester",
                "Montréal",
                "Cote",
                "Stoke-on-Trent",
            )
        )

        assert found(table, typed) == names

    def test_gives_each_thing_once_and_by_its_own_name_where_that_fits(self):
        caring = {"of": NameOf.ORGANISATION, "label": "Be Caring", "slug": "be-caring"}
        table = NameTable([Name(**caring, other="Be Caring Ltd"), Name(**caring)])

        assert found(table, "be", NameOf.ORGANISATION) == ["Be Caring"]

    def test_gives_no_more_than_asked_for_and_only_of_the_kind(self):
        theme = Name(of=NameOf.THEME, label="Bury your head", slug="bury")
        table = NameTable([theme, area("Bury"), area("Burnley")])

        assert found(table, "bu", limit=1) == ["Burnley"]


@pytest.mark.django_db
class TestNameCache:
    def test_knows_names_of_themes_areas_and_organisations_and_their_other_names(self):
        ThemeFactory(name="Casa themes")
        AreaFactory(name="Casa town")
        organisation = OrganisationFactory(name="Be Caring")
        OrganisationNameFactory(organisation=organisation, name="CASA", kind="former")

        table = NameCache().table()

        assert [found(table, "casa", of) for of in NameOf] == [
            ["Casa themes"],
            ["CASA"],
            ["Casa town"],
        ]
        (name,) = table.find(("casa",), NameOf.ORGANISATION, limit=1)
        assert (name.label, name.note) == ("Be Caring", "formerly CASA")
        assert name.url == organisation.get_absolute_url()

    def test_sees_a_new_and_a_removed_name_at_once(self):
        cache = NameCache()
        AreaFactory(name="Bury")
        cache.table()

        organisation = OrganisationFactory(name="Bury Council")
        assert found(cache.table(), "bury", NameOf.ORGANISATION) == ["Bury Council"]
        organisation.delete()
        assert found(cache.table(), "bury", NameOf.ORGANISATION) == []

    def test_sees_a_changed_name_after_some_seconds(self):
        now = [0.0]
        cache = NameCache(clock=lambda: now[0])
        OrganisationFactory(name="Bury Council")
        cache.table()
        Organisation.objects.update(name="Bolton Council")

        now[0] = RENEWED_AFTER + 1

        assert found(cache.table(), "bolton", NameOf.ORGANISATION) == ["Bolton Council"]

    def test_asks_one_small_question_while_nothing_changes(self, django_assert_num_queries):
        cache = NameCache()
        cache.table()

        with django_assert_num_queries(1):
            cache.table()
