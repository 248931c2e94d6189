"""Practice files: file, row and field of every mistake, and the rest is still checked."""

import pytest

from portal.practices.imports.reading import read_practice_files
from tests.factories.import_files import AT, import_file
from tests.factories.practices import PracticePageFactory

LINK = {"to": "P02", "kind": "adapted-from"}
CLAIM = {"value": "80", "what_changed": "it rose", "measured_by": "organisation"}


@pytest.fixture
def errors_of(read_rows_of_practices):
    return lambda *rows: [str(error) for error in read_rows_of_practices(*rows)[1]]


class TestReadPracticeFiles:
    def test_reads_everything_a_practice_can_say(self, read_rows_of_practices, full_row):
        [record], errors = read_rows_of_practices(full_row)

        assert errors == []
        assert record.fields["title"] == full_row["title"]
        assert record.our_reading == ("what_is_done",)
        assert [claim.value for claim in record.claims] == ["80"]
        assert [(finding.kind, finding.addressee) for finding in record.findings] == [
            ("barrier", "commissioner"),
            ("enabler", "provider"),
            ("want", "anyone"),
        ]
        assert record.sources[0].section == "CS1"

    def test_refuses_adaptations_that_run_in_a_circle(self, read_rows_of_practices, row):
        def adapting(reference, to):
            link = {"to": to, "kind": "adapted-from"}
            return {**row, "reference": reference, "links": [link]}

        _records, errors = read_rows_of_practices(adapting("P01", "P02"), adapting("P02", "P01"))

        assert [(error.key, error.field) for error in errors] == [("P01", "links")]

    @pytest.mark.parametrize(
        ("change", "error"),
        [
            ({"themes": ["magic"]}, "themes: “magic” is not known."),
            ({"themes": []}, "themes: Name at least one."),
            ({"areas": ["atlantis"]}, "areas: “atlantis” is not known."),
            ({"organisations": ["nobody"]}, "organisations: “nobody” is not known."),
            ({"sectors": ["wizards"]}, "sectors: “wizards” is not known."),
            ({"client_groups": ["elves"]}, "client_groups: “elves” is not known."),
            ({"gains": ["dragons"]}, "gains: “dragons” is not known."),
            ({"stage": "finished"}, "stage: “finished” is not one of: proposed, in-trial"),
            ({"evidence": "certain"}, "evidence: “certain” is not one of: external"),
            ({"manual": "yes"}, "manual: “yes” is not one of: in-use, none"),
            ({"kind_of_change": "big"}, "kind_of_change: “big” is not one of:"),
            ({"cost_band": "cheap"}, "cost_band: “cheap” is not one of: nothing-extra"),
            ({"easy_read_url": "javascript:x"}, "easy_read_url: Write a whole web address"),
            ({"as_of": "2026-04"}, "as_of: “2026-04” is in the future."),
            ({"started": "2027"}, "started: “2027” is in the future."),
            ({"as_of": "last autumn"}, "as_of: “last autumn” is not a date."),
            ({"title": ""}, "title: This field is empty."),
            ({"title": "A bell \x07"}, "title: Take out the characters that cannot be printed."),
            ({"summary": "x" * 251}, "summary: This is longer than 250 characters."),
            ({"reference": "practice one"}, "reference: Write capital letters and a number"),
            ({"our_reading": ["mood"]}, "our_reading: “mood” is not known."),
            ({"wants": ["x" * 401]}, "wants[1]: This is longer than 400 characters."),
            ({"colour": "red"}, "colour: There is no field of this name."),
            ({"featured": "yes"}, "featured: Write true or false."),
            ({"claims": [{**CLAIM, "as_of": "2030"}]}, "claims[1].as_of: “2030” is in the future."),
            ({"claims": [{**CLAIM, "value": "9" * 40}]}, "claims[1].value: That is more than"),
            (
                {"claims": [{**CLAIM, "method": "gut feeling"}]},
                "claims[1].method: “gut feeling” is not one",
            ),
            (
                {"claims": [{**CLAIM, "measured_by": "me"}]},
                "claims[1].measured_by: “me” is not one",
            ),
            ({"barriers": [{"text": "x", "addressee": "all"}]}, "barriers[1].addressee: “all” is"),
            (
                {"sources": [{"document": "webinar-paper", "url": "javascript:alert(1)"}]},
                "sources[1].url: Write a whole web address",
            ),
            ({"started": "1899"}, "started: “1899” is before 1900"),
            ({"sources": [{"document": "rumour"}]}, "sources[1].document: “rumour” is not one of"),
            ({"links": [LINK]}, "links[1].to: There is no practice “P02”."),
            ({"links": [{**LINK, "to": "P01"}]}, "links[1].to: A practice cannot link to itself."),
        ],
        ids=lambda value: value.split(":")[0] if isinstance(value, str) else "",
    )
    def test_names_file_row_and_field(self, errors_of, row, change, error):
        found = errors_of({**row, **change})

        assert len(found) == 1
        reference = {**row, **change}["reference"]
        assert found[0].startswith(f"practices.json: row 1 ({reference}): {error}")

    def test_refuses_a_row_that_is_not_an_object(self, errors_of, row):
        found = errors_of(row, ["P02"])

        assert found[0] == "practices.json: row 2: row: This is not an object with named fields."

    def test_names_both_rows_of_a_doubled_reference(self, errors_of, row):
        doubled = "reference: Another row has the same reference. Keep one."

        assert errors_of(row, {**row, "reference": " P01 "}) == [
            f"practices.json: row 1 (P01): {doubled}",
            f"practices.json: row 2 (P01): {doubled}",
        ]

    def test_does_not_call_missing_references_doubled(self, errors_of, row):
        del row["reference"]

        assert errors_of(row, row) == [
            "practices.json: row 1: reference: This field is empty. Fill it in.",
            "practices.json: row 2: reference: This field is empty. Fill it in.",
        ]

    def test_checks_the_rows_and_fields_after_a_mistake(self, read_rows_of_practices, row):
        _records, errors = read_rows_of_practices(
            {**row, "stage": "done", "themes": ["magic"]}, {**row, "reference": "P02", "areas": 7}
        )

        assert {(error.row, error.field) for error in errors} == {
            (1, "stage"),
            (1, "themes"),
            (2, "areas"),
        }

    @pytest.mark.usefixtures("_vocabulary")
    def test_follows_links_into_another_file_and_into_the_library(self, tmp_path, row):
        PracticePageFactory(reference="P03")
        links = [LINK, {"to": "P03", "kind": "compare-with"}]
        paths = [
            import_file(tmp_path, [{**row, "links": links}], name="a.json"),
            import_file(tmp_path, [{**row, "reference": "P02"}], name="b.json"),
        ]

        _records, errors = read_practice_files(paths, at=AT)

        assert errors == []

    def test_refuses_two_links_of_one_kind_to_one_practice(self, errors_of, row):
        other = {**row, "reference": "P02"}

        assert errors_of({**row, "links": [LINK, LINK]}, other) == [
            "practices.json: row 1 (P01): links: "
            "Two links of one kind lead to the same practice. Keep one."
        ]

    def test_remembers_the_order_of_featured_rows_alone(self, read_rows_of_practices, row):
        featured = {**row, "featured": True, "featured_order": 2}
        other = {**row, "reference": "P02", "featured": False, "featured_order": 3}

        records, errors = read_rows_of_practices(featured, other)

        assert errors == []
        assert [record.featured_order for record in records] == [2, None]

    def test_tells_a_changed_row_by_its_digest(self, read_rows_of_practices, row):
        [first], _errors = read_rows_of_practices(row)
        [same], _errors = read_rows_of_practices(dict(reversed(row.items())))
        [changed], _errors = read_rows_of_practices({**row, "summary": "Another."})

        assert first.sha256 == same.sha256 != changed.sha256
