"""The gallery shows every component, and every component is fit to be shown."""

import re
from html.parser import HTMLParser

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from portal.common.gallery.samples import COMPONENTS_FOLDER, SAMPLES_FOLDER, components
from portal.common.gallery.views import component_gallery

FILES = sorted(COMPONENTS_FOLDER.glob("*.html"))
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls")


class Markup(HTMLParser):
    """Gathers the ids, and the references to ids, of some markup."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.references = [], set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.ids += [values["id"]] if "id" in values else []
        self.references.update(*(values.get(name, "").split() for name in REFERENCES))


@pytest.fixture(scope="module")
def gallery():
    return components()


@pytest.fixture(scope="module")
def markup(gallery):
    return Markup("".join(example.html for component in gallery for example in component.examples))


class TestComponents:
    def test_shows_every_component_with_a_sample(self, gallery):
        shown = {component.name for component in gallery if component.examples}

        assert shown == {path.stem for path in FILES}

    def test_has_no_sample_without_a_component(self):
        samples = {path.stem for path in SAMPLES_FOLDER.glob("*.json")}

        assert samples - {path.stem for path in FILES} == set()

    def test_opens_each_with_the_context_it_takes(self, gallery):
        assert [component.name for component in gallery if not component.contract] == []

    def test_shows_something_for_every_sample(self, gallery):
        empty = [
            (component.name, example.title)
            for component in gallery
            for example in component.examples
            if not example.html.strip()
        ]

        assert empty == []

    def test_gives_each_element_its_own_id(self, markup):
        assert sorted({name for name in markup.ids if markup.ids.count(name) > 1}) == []

    def test_refers_only_to_ids_that_are_there(self, markup):
        assert markup.references - set(markup.ids) == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
class TestComponentFile:
    def test_fits_on_one_screen(self, path):
        assert len(path.read_text(encoding="utf-8").splitlines()) < 60

    def test_includes_others_with_named_context_alone(self, path):
        includes = re.findall(r"{% include .*?%}", path.read_text(encoding="utf-8"))

        assert [tag for tag in includes if not tag.endswith(" only %}")] == []

    def test_writes_no_script_and_no_style_inline(self, path):
        source = path.read_text(encoding="utf-8")

        assert re.findall(r"<script|<style|\sstyle=|\son\w+=|javascript:", source) == []


class TestGalleryAccess:
    def test_asks_a_stranger_to_sign_in(self, rf):
        request = rf.get("/components/")
        request.user = AnonymousUser()

        response = component_gallery(request)

        assert response.status_code == 302
        assert response.url.endswith("?next=/components/")

    def test_refuses_a_member_who_is_not_staff(self, rf):
        request = rf.get("/components/")
        request.user = get_user_model()(email="member@example.org")

        with pytest.raises(PermissionDenied):
            component_gallery(request)
