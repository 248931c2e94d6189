"""Every form that makes something in either admin refuses what cannot be printed, beside it."""

import json
from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django import forms
from django.contrib import admin
from django.urls import reverse
from structlog.testing import capture_logs
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, get_page_models
from wagtail.snippets.models import get_snippet_models

from home.services.site import ensure_site
from tests.factories.practices import PracticePageFactory

pytestmark = pytest.mark.django_db

BAD = "a zither\x07"
"""Short enough for every field, so that its length is not what is wrong."""
RICH = json.dumps({"blocks": [{"text": BAD, "type": "unstyled"}], "entityMap": {}})
MESSAGE = "Take out the characters that cannot be printed."
OF_WAGTAIL = (
    *("wagtailadmin_account", "wagtailadmin_collections:add", "wagtailadmin_workflows:add"),
    *("wagtaildocs:add", "wagtailimages:add", "wagtailredirects:add", "wagtailsites:add"),
    *("wagtailusers_groups:add", "wagtailusers_users:add"),
)
# These have rules of their own, which such text breaks too, and no hint to type it again is right.
OWN_RULES = (
    *(forms.EmailField, forms.URLField, forms.SlugField, forms.JSONField),
    forms.GenericIPAddressField,
)


def form_pages() -> list[str]:
    """The addresses of all forms that are open to an administrator."""
    ensure_site(site_url="http://testserver")
    PracticePageFactory()
    return [
        *(reverse(name) for name in OF_WAGTAIL),
        *(reverse(admin_name(model)) for model in admin.site._registry),
        *(reverse(model.snippet_viewset.get_url_name("add")) for model in get_snippet_models()),
        *(add_page(model) for model in get_page_models() if model is not Page),
    ]


def admin_name(model):
    return f"admin:{model._meta.app_label}_{model._meta.model_name}_add"


def add_page(model):
    parents = [kind for kind in model.allowed_parent_page_models() if kind is not model]
    parent = next(
        (found for kind in parents if (found := kind.objects.first())), Page.get_root_nodes()[0]
    )
    names = [model._meta.app_label, model._meta.model_name]
    return reverse("wagtailadmin_pages:add", args=[*names, parent.pk])


def form_in(answer) -> forms.BaseForm:
    context = answer.context
    return context["form"] if "form" in context else context["adminform"].form


def typed_in(form) -> Iterator[forms.BoundField]:
    """Where words are typed, but for passwords, which are never shown."""
    for field in form:
        is_text = isinstance(field.field, forms.CharField)
        is_secret = isinstance(field.field.widget, forms.PasswordInput)
        if is_text and not is_secret and not isinstance(field.field, OWN_RULES):
            yield field


def bad_for(field: forms.BoundField) -> str:
    return RICH if isinstance(field.field.widget, DraftailRichTextArea) else BAD


class TestForm:
    def test_says_what_is_wrong_keeps_the_text_and_logs_the_names(self, admin_client):
        tried = set()
        for address in form_pages():
            shown = admin_client.get(address)
            # What nobody adds there, such as a remark, has no form.
            fields = [*typed_in(form_in(shown))] if shown.status_code == HTTPStatus.OK else []
            tried |= {field.name for field in fields}
            assert_refused(admin_client, address, fields)
        assert {"title", "body", "tags", "first_name", "hostname"} <= tried


class TestTaggingManyAtOnce:
    @pytest.mark.parametrize(
        ("typed", "message"), [(BAD, MESSAGE), ("a" * 101, "are over 100 characters")]
    )
    @pytest.mark.parametrize("model", [Document, Image], ids=["documents", "images"])
    def test_says_what_is_wrong_and_tags_none(self, admin_client, model, typed, message):
        item = model.objects.create(title="Open", file=get_test_image_file())
        names = [item._meta.app_label, item._meta.model_name, "add_tags"]
        address = f"{reverse('wagtail_bulk_action', args=names)}?id={item.pk}"

        answer = admin_client.post(address, {"tags": typed})

        assert message in answer.content.decode()
        assert not item.tags.exists()


def assert_refused(client, address, fields) -> None:
    with capture_logs() as lines:
        answer = client.post(address, {field.html_name: bad_for(field) for field in fields})
    form = form_in(answer) if fields else None
    for field in fields:
        again = form[field.name]
        assert MESSAGE in str(again.errors), f"{address}: {field.name} was taken"
        assert "zither" in again.value(), f"{address}: {field.name} lost the text"
        logged = [line for line in lines if field.html_name in line.get("fields", ())]
        assert len(logged) == 1, f"{address}: {field.name} is logged {len(logged)} times"
    assert "zither" not in str(lines), "What was typed is in the log"
