"""The navigation marks where the reader is."""

import pytest
from django.template.context import Context
from django.urls import reverse

from portal.common.templatetags.navigation import navigation_item, side_item


class TestNavigationItem:
    @pytest.mark.parametrize(
        ("below", "current"),
        [("", "page"), ("code/", "true")],
        ids=["on the page", "below it"],
    )
    def test_marks_the_part_of_the_site_the_reader_is_in(self, rf, below, current):
        url = reverse("account_login")
        request = rf.get(url + below)

        item = navigation_item(Context({"request": request}), "account_login", "Sign in")

        assert item == {"url": url, "text": "Sign in", "current": current}

    @pytest.mark.parametrize("has_request", [True, False])
    def test_marks_nothing_elsewhere(self, rf, has_request):
        context = Context({"request": rf.get("/elsewhere/")} if has_request else {})

        assert navigation_item(context, "account_login", "Sign in")["current"] == ""


class TestSideItem:
    @pytest.mark.parametrize(("below", "is_current"), [("", True), ("code/", False)])
    def test_marks_the_page_that_the_reader_is_on(self, rf, below, is_current):
        url = reverse("account_login")
        context = Context({"request": rf.get(url + below)})

        item = side_item(context, "account_login", "Sign in")

        assert item == {"url": url, "text": "Sign in", "is_current": is_current}
