"""The inventory and the URL configuration name the same addresses."""

from tests.access.routes import routes
from tests.accessibility.inventory import INVENTORY
from tests.accessibility.not_in_the_inventory import NOT_PAGES, REACHED_BY_STEPS

KNOWN = {entry.route for entry in INVENTORY} | set(NOT_PAGES) | set(REACHED_BY_STEPS)


class TestInventory:
    def test_has_an_entry_for_every_route(self):
        missing = set(routes()) - KNOWN

        assert not missing, (
            "Add an entry to INVENTORY in tests/accessibility/inventory.py, or to NOT_PAGES with "
            f"the reason, for: {sorted(missing)}"
        )

    def test_has_a_route_for_every_entry(self):
        gone = KNOWN - set(routes())

        assert not gone, f"Remove these entries, or mend their routes: {sorted(gone)}"

    def test_calls_no_page_both_a_page_and_none(self):
        assert {entry.route for entry in INVENTORY} & set(NOT_PAGES) == set()
