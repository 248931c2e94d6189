"""One row is read field by field, and everything wrong with it is remembered."""

from datetime import date

import pytest
from django.db.models import TextChoices

from portal.common.rows import RowReader, key_of, repeated_keys


class Colour(TextChoices):
    RED = "red"
    BLUE = "blue"


def reader_of(row, errors):
    return RowReader(row, file="rows.json", number=4, errors=errors)


def messages(errors):
    return [f"{error.field}: {error.message}" for error in errors]


@pytest.fixture
def errors():
    return []


class TestRowReader:
    def test_refuses_a_row_that_is_not_an_object(self, errors):
        reader = reader_of(["not", "a", "row"], errors)

        assert reader.text("title") == ""
        assert messages(errors) == ["row: This is not an object with named fields."]

    def test_names_file_row_and_key_in_every_error(self, errors):
        reader = reader_of({}, errors)
        reader.key = "P04"

        reader.refuse("title", "Bad.")

        assert str(errors[0]) == "rows.json: row 4 (P04): title: Bad."

    def test_goes_on_after_an_error(self, errors):
        reader = reader_of({"title": 7, "stage": "green", "extra": 1}, errors)

        reader.text("title")
        reader.choice("stage", Colour)
        reader.finish()

        assert [error.field for error in errors] == ["title", "stage", "extra"]


class TestText:
    def test_is_stripped(self, errors):
        assert reader_of({"title": "  Care \n"}, errors).text("title") == "Care"

    def test_is_empty_where_the_field_is_absent(self, errors):
        assert reader_of({}, errors).text("title") == ""
        assert errors == []

    @pytest.mark.parametrize(
        "value",
        [None, 5, ["a"], "null\x00byte", "half a pair \ud800"],
        ids=["null", "number", "list", "null byte", "lone surrogate"],
    )
    def test_refuses_what_no_database_can_store_as_text(self, errors, value):
        assert reader_of({"title": value}, errors).text("title") == ""
        assert messages(errors) == ["title: Write text here."]

    def test_may_be_needed(self, errors):
        reader_of({"title": "   "}, errors).text("title", required=True)

        assert messages(errors) == ["title: This field is empty. Fill it in."]

    def test_has_a_longest_length(self, errors):
        reader = reader_of({"fits": "ab", "long": "abc"}, errors)

        reader.text("fits", max_length=2)
        reader.text("long", max_length=2)

        assert messages(errors) == ["long: This is longer than 2 characters. Shorten it."]


class TestSlug:
    def test_is_a_short_name_for_addresses(self, errors):
        assert reader_of({"slug": "home-care"}, errors).slug("slug") == "home-care"
        assert errors == []

    @pytest.mark.parametrize("value", ["Home care", "home/care", "café", "a.b", "home\n"])
    def test_refuses_what_an_address_cannot_hold(self, errors, value):
        reader_of({"slug": f"x{value}x"}, errors).slug("slug")

        assert [error.field for error in errors] == ["slug"]

    def test_refuses_one_that_another_row_has(self, errors):
        reader_of({"slug": "home-care"}, errors).slug("slug", taken={"home-care"})

        assert messages(errors) == ["slug: Another row has the same short name. Keep one."]


class TestFlag:
    @pytest.mark.parametrize(("row", "value"), [({}, False), ({"gap": True}, True)])
    def test_is_false_where_absent(self, errors, row, value):
        assert reader_of(row, errors).flag("gap") is value

    @pytest.mark.parametrize("value", [1, "true", None])
    def test_refuses_what_only_looks_true(self, errors, value):
        assert reader_of({"gap": value}, errors).flag("gap") is False
        assert messages(errors) == ["gap: Write true or false."]


class TestNumber:
    @pytest.mark.parametrize(("row", "value"), [({}, None), ({"n": 0}, 0), ({"n": 12}, 12)])
    def test_is_whole_and_not_below_0(self, errors, row, value):
        assert reader_of(row, errors).number("n") == value
        assert errors == []

    @pytest.mark.parametrize("value", [True, 1.5, "3", -1])
    def test_refuses_the_rest(self, errors, value):
        assert reader_of({"n": value}, errors).number("n") is None
        assert messages(errors) == ["n: Write a whole number."]


class TestChoice:
    def test_names_what_is_known(self, errors):
        assert reader_of({"colour": "green"}, errors).choice("colour", Colour) == ""
        assert messages(errors) == ["colour: “green” is not one of: red, blue."]

    def test_may_be_left_out(self, errors):
        assert reader_of({}, errors).choice("colour", Colour, required=False) == ""
        assert errors == []


class TestSlugs:
    def test_keeps_each_known_entry_once_in_order(self, errors):
        reader = reader_of({"themes": ["b", "a", "b"]}, errors)

        assert reader.slugs("themes", {"a", "b"}) == ("b", "a")

    def test_names_each_unknown_entry(self, errors):
        reader = reader_of({"themes": ["a", "x", "y"]}, errors)

        assert reader.slugs("themes", {"a"}) == ("a",)
        assert [error.message.split(" ")[0] for error in errors] == ["“x”", "“y”"]

    @pytest.mark.parametrize("value", ["a", [1], None, [["a"]]])
    def test_refuses_what_is_no_list_of_texts(self, errors, value):
        assert reader_of({"themes": value}, errors).slugs("themes", {"a"}) == ()
        assert messages(errors) == ["themes: Write a list of texts here, even if it is empty."]


class TestTexts:
    def test_name_the_place_of_a_bad_one(self, errors):
        reader = reader_of({"wants": ["good", " ", "far too long"]}, errors)

        reader.texts("wants", max_length=5)

        assert [error.field for error in errors] == ["wants[2]", "wants[3]"]


class TestPartialDate:
    TODAY = date(2026, 3, 2)

    @pytest.mark.parametrize("text", ["2026", "2026-03", "2026-03-02", "1994"])
    def test_may_be_today_or_earlier(self, errors, text):
        assert reader_of({"as_of": text}, errors).partial_date("as_of", latest=self.TODAY) == text
        assert errors == []

    @pytest.mark.parametrize("text", ["2027", "2026-04", "2026-03-03"])
    def test_may_not_be_in_the_future(self, errors, text):
        assert reader_of({"as_of": text}, errors).partial_date("as_of", latest=self.TODAY) == ""
        assert messages(errors) == [f"as_of: “{text}” is in the future."]

    def test_must_be_a_date(self, errors):
        reader_of({"as_of": "2019-13"}, errors).partial_date("as_of")

        assert messages(errors) == [
            "as_of: “2019-13” is not a date. "
            "Write a year, month or day: 2019, 2019-10 or 2019-10-04."
        ]


class TestNestedRows:
    def test_report_through_the_row_around_them(self, errors):
        reader = reader_of({"claims": [{"value": "80"}, {"value": ""}, 5]}, errors)
        reader.key = "P63"

        for item in reader.rows("claims"):
            item.text("value", required=True)

        assert [(error.key, error.row, error.field) for error in errors] == [
            ("P63", 4, "claims[3].row"),
            ("P63", 4, "claims[2].value"),
            ("P63", 4, "claims[3].value"),
        ]

    def test_refuse_what_is_no_list(self, errors):
        assert reader_of({"claims": {}}, errors).rows("claims") == []
        assert messages(errors) == ["claims: Write a list here, even if it is empty."]

    def test_refuse_fields_that_nobody_asked_for(self, errors):
        reader = reader_of({"claims": [{"valeu": "80"}]}, errors)

        for item in reader.rows("claims"):
            item.finish()

        assert messages(errors) == [
            "claims[1].valeu: There is no field of this name. Check the spelling."
        ]


class TestRepeats:
    def test_are_refused_once(self, errors):
        reader = reader_of({}, errors)

        reader.refuse_repeats("facts", ["a", "b", "a", "b"], "Twice.")

        assert messages(errors) == ["facts: Twice."]

    def test_are_not_found_where_all_differ(self, errors):
        reader_of({}, errors).refuse_repeats("facts", [("a", 1), ("a", 2)], "Twice.")

        assert errors == []


class TestRepeatedKeys:
    def test_are_those_of_more_than_one_row(self):
        rows = [{"slug": "a"}, {"slug": " a "}, {"slug": "b"}, {"slug": ""}, {}, 7, {"slug": 7}]

        assert repeated_keys(rows, "slug") == {"a"}


class TestKeyOf:
    @pytest.mark.parametrize("row", [None, [], {}, {"slug": ["a"]}])
    def test_is_empty_where_there_is_no_text(self, row):
        assert key_of(row, "slug") == ""
