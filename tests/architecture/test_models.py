"""Tables point down the layers, pages say what goes below them, and order is asked for by name."""

import ast
import re
import tomllib
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import Model
from wagtail.models import Page

from tests.architecture.sources import (
    ROOT,
    advice,
    at,
    migrations,
    name_of,
    source_modules,
    tree_of,
)


def _ranks() -> dict[str, tuple[int, str]]:
    """App label -> its layer counted from the bottom, read from the import contract."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = next(
        contract["layers"]
        for contract in contract["tool"]["importlinter"]["contracts"]
        if contract["id"] == "layers"
    )
    return {
        name.rpartition(".")[2]: height
        for height, layer in enumerate(reversed(layers))
        for name in re.split(r"\s*[|:]\s*", layer)
    }


RANKS = _ranks()
OUR_MODELS = [model for model in apps.get_models() if model._meta.app_label in RANKS]
OUR_PAGES = [model for model in OUR_MODELS if issubclass(model, Page)]


def _targets(model: type[Model]) -> Iterator[tuple[str, type[Model]]]:
    for field in [*model._meta.fields, *model._meta.many_to_many]:
        if field.is_relation and isinstance(field.related_model, type):
            yield field.name, field.related_model


def _points_up_or_aside(model: type[Model], target: type[Model]) -> bool:
    source_label, target_label = model._meta.app_label, target._meta.app_label
    if target_label not in RANKS or source_label == target_label:
        return False
    return RANKS[target_label] >= RANKS[source_label]


class TestForeignKey:
    def test_points_to_its_own_app_or_a_lower_layer(self):
        found = [
            f"{model._meta.label}.{name} -> {target._meta.label}"
            for model in OUR_MODELS
            for name, target in _targets(model)
            if _points_up_or_aside(model, target)
        ]

        assert not found, advice("Turn the relation round: the higher layer holds the key.", found)

    def test_is_checked_against_every_layer(self):
        labels = {config.label for config in apps.get_app_configs()}

        assert set(RANKS) - labels <= {"urls", "wsgi", "celery"}


class TestPage:
    @pytest.mark.parametrize("page", OUR_PAGES, ids=lambda page: page.__name__)
    def test_declares_what_may_stand_below_it(self, page):
        assert "subpage_types" in vars(page), (
            f"Write subpage_types on {page.__name__}, even if it is empty: Wagtail's default is "
            "everything."
        )

    @pytest.mark.parametrize("page", OUR_PAGES, ids=lambda page: page.__name__)
    def test_does_not_name_the_home_page_as_its_parent(self, page):
        parents = vars(page).get("parent_page_types") or []

        assert "home.HomePage" not in parents, (
            "Nesting is declared from the top down: name this page in HomePage.subpage_types."
        )


def _orderings(node: ast.ClassDef) -> Iterator[int]:
    for inner in node.body:
        if isinstance(inner, ast.ClassDef) and inner.name == "Meta":
            for statement in inner.body:
                targets = statement.targets if isinstance(statement, ast.Assign) else []
                if any(isinstance(name, ast.Name) and name.id == "ordering" for name in targets):
                    yield statement.lineno


class TestModel:
    def test_has_no_order_of_its_own(self):
        found = [
            at(path, line)
            for path in source_modules()
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.ClassDef)
            for line in _orderings(node)
        ]

        assert not found, advice(
            "Meta.ordering sorts every query, asked or not: add a queryset method such as "
            "in_name_order() and call it where order is shown.",
            found,
        )


class TestMigration:
    def test_has_a_name_that_says_what_it_does(self):
        found = [name_of(path) for path in migrations() if "_auto_" in path.name]

        assert not found, advice(
            "Rename it, or make it again with `makemigrations --name what_it_does`.", found
        )
