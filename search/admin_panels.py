"""What the front page of the Wagtail admin says about search; nothing while all is well."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from portal.users.roles import is_moderator
from search.embeddings.choice import model_state


class MeaningPanel(Component):
    """A warning that the model of search by meaning cannot be used."""

    name = "search_by_meaning"
    template_name = "search/partials/meaning_panel.html"
    order = 90

    def __init__(self, problem: str) -> None:
        self.problem = problem

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The reason, for whoever runs the portal."""
        return {"problem": self.problem}


def add_meaning_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Put the warning on top for moderators, where a model is set and cannot be used."""
    problem = model_state().problem
    if problem and is_moderator(request.user):
        panels.append(MeaningPanel(problem))
