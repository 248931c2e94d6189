"""The page under which every practice lives, at /practices/."""

from typing import ClassVar

from wagtail.models import Page


class PracticeLibraryPage(Page):
    """Holds practices; its own address is answered by the search page."""

    max_count = 1
    subpage_types: ClassVar[list[str]] = ["practices.PracticePage"]
    # Page nesting is declared from the top down: HomePage names this type among its subpages.

    class Meta:
        verbose_name = "practice library"

    def taken_short_names(self) -> set[str]:
        """Short names of all practices, whoever may see them."""
        return set(self.get_children().values_list("slug", flat=True))
