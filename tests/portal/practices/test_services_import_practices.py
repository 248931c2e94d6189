"""Imported practices are published pages: all or none, none twice, and nobody's decision undone."""

from datetime import timedelta

import pytest
from django.db import DatabaseError

from portal.common.import_files import ImportCounts
from portal.practices.models import PracticeLibraryPage, PracticePage
from portal.practices.services.import_practices import NoLibraryError, import_practices
from tests.factories.import_files import AT, nothing

LINK = {"to": "P02", "kind": "adapted-from", "what_changed": "The fees.", "our_reading": True}


class TestImportPractices:
    def test_publishes_a_page_with_everything_the_row_says(self, import_rows, full_row):
        counts = import_rows(full_row)

        page = PracticePage.objects.get(reference="P01")
        assert counts == ImportCounts(created=1)
        assert page.live
        assert page.first_published_at == AT
        assert not page.is_example
        assert page.url == "/practices/supported-people-help-recruit-staff/"
        assert page.lead_organisation.slug == "possabilities"
        assert [theme.slug for theme in page.themes.all()] == ["recruitment"]
        assert page.our_reading == ["what_is_done"]
        assert str(page.claims.get()) == "80 % social connections rose"
        assert page.findings.count() == 3
        assert page.sources.get().part == "Impacts"

    def test_resolves_a_link_that_points_forward(self, import_rows, row):
        import_rows({**row, "links": [LINK]}, {**row, "reference": "P02", "title": "Second"})

        link = PracticePage.objects.get(reference="P01").links.get()
        assert (link.to.reference, link.what_changed, link.is_our_reading) == (
            "P02",
            "The fees.",
            True,
        )

    def test_labels_what_the_row_says_is_made_up(self, import_rows, row):
        import_rows({**row, "is_example": True})

        assert PracticePage.objects.get().is_example

    def test_writes_nothing_the_second_time(self, import_rows, full_row):
        import_rows(full_row)
        before = PracticePage.objects.get()

        counts = import_rows(full_row, at=AT + timedelta(days=1))

        after = PracticePage.objects.get()
        assert counts == ImportCounts(unchanged=1)
        assert after.latest_revision_id == before.latest_revision_id
        assert after.last_published_at == before.last_published_at

    def test_publishes_a_changed_row_at_the_same_address(self, import_rows, full_row):
        import_rows(full_row)
        before = PracticePage.objects.get()

        counts = import_rows({**full_row, "title": "Another title", "claims": []})

        after = PracticePage.objects.get()
        assert counts == ImportCounts(updated=1)
        assert (after.title, after.claims.count()) == ("Another title", 0)
        assert (after.pk, after.url) == (before.pk, before.url)
        assert after.first_published_at == before.first_published_at

    def test_keeps_what_an_editor_changed_while_the_row_stays_the_same(self, import_rows, row):
        import_rows(row)
        page = PracticePage.objects.get()
        page.summary = "An editor's better words."
        page.save_revision().publish()

        import_rows(row)

        assert PracticePage.objects.get().summary == "An editor's better words."

    def test_does_not_publish_again_what_somebody_took_down(self, import_rows, row):
        import_rows(row)
        PracticePage.objects.get().unpublish()

        outcomes = [import_rows({**row, "summary": "New words."}) for _attempt in range(2)]

        page = PracticePage.objects.get()
        assert outcomes == [ImportCounts(updated=1), ImportCounts(unchanged=1)]
        assert not page.live
        assert page.get_latest_revision_as_object().summary == "New words."

    def test_gives_two_practices_of_one_title_two_addresses(self, import_rows, row):
        import_rows(row, {**row, "reference": "P02"}, {**row, "reference": "P03"})

        slugs = set(PracticePage.objects.values_list("slug", flat=True))
        assert slugs == {
            "supported-people-help-recruit-staff",
            "supported-people-help-recruit-staff-2",
            "supported-people-help-recruit-staff-3",
        }

    def test_gives_an_address_to_a_title_without_letters(self, import_rows, row):
        import_rows({**row, "title": "？！"})

        assert PracticePage.objects.get().slug == "practice"

    def test_writes_no_page_when_one_fails_in_the_middle(self, read_rows_of_practices, row):
        records, _errors = read_rows_of_practices(row, {**row, "reference": "P02"})
        rows = []

        def fail_on_the_second():
            rows.append(1)
            if len(rows) == 2:
                raise DatabaseError

        with pytest.raises(DatabaseError):
            import_practices(records, at=AT, advance=fail_on_the_second)

        assert PracticePage.objects.count() == 0

    @pytest.mark.django_db
    def test_needs_a_library(self):
        PracticeLibraryPage.objects.all().delete()

        with pytest.raises(NoLibraryError):
            import_practices([], at=AT, advance=nothing)
