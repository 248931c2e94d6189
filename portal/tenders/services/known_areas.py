"""The areas of ours, by the short names that the import table uses."""

from collections.abc import Iterable
from os.path import commonprefix

from portal.organisations.models import Area


class KnownAreas:
    """Every area, read once for one release; a short name that the site lacks means no area."""

    def __init__(self) -> None:
        areas = list(Area.objects.all())
        self._by_slug = {area.slug: area for area in areas}
        self._by_path = {area.path: area for area in areas}

    def of(self, slugs: Iterable[str]) -> list[Area]:
        """The areas with these short names, in their order."""
        return [self._by_slug[slug] for slug in slugs if slug in self._by_slug]

    def around(self, slugs: Iterable[str]) -> Area | None:
        """The one area, or the smallest area that holds all of them."""
        paths = [area.path for area in self.of(slugs)]
        # Paths of treebeard are fixed-length steps of characters, not folders.
        shared = commonprefix(paths)  # noqa: RUF071 - compared by character on purpose.
        whole = len(shared) - len(shared) % Area.steplen
        return self._by_path.get(shared[:whole])
