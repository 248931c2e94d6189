"""Imported themes stand in two levels and keep their places."""

import pytest

from portal.common.import_files import ImportCounts
from portal.practices.imports.themes import ThemeRecord
from portal.practices.models import Theme
from portal.practices.services.import_themes import import_themes

pytestmark = pytest.mark.django_db


def record(slug, parent="", *, name="", is_gap=False):
    return ThemeRecord(
        slug=slug, name=name or slug.title(), description="", parent=parent, is_gap=is_gap
    )


def run(*records):
    return import_themes(records, advance=lambda: None)


class TestImportThemes:
    def test_builds_both_levels(self):
        counts = run(record("pay"), record("wage", "pay", is_gap=True))

        assert counts == ImportCounts(created=2)
        assert Theme.objects.get(slug="wage").get_parent().slug == "pay"
        assert Theme.objects.get(slug="wage").is_gap

    def test_changes_nothing_the_second_time(self):
        run(record("pay"), record("wage", "pay"))

        assert run(record("pay"), record("wage", "pay")) == ImportCounts(unchanged=2)

    def test_updates_words_and_keeps_the_place(self):
        run(record("pay"), record("wage", "pay"))
        path = Theme.objects.get(slug="wage").path

        counts = run(record("wage", "pay", name="Living wage"))

        theme = Theme.objects.get(slug="wage")
        assert counts == ImportCounts(updated=1)
        assert (theme.name, theme.path) == ("Living wage", path)
