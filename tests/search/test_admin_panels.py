"""Staff hear of a model that does not work, where they begin their day."""

import pytest
from django.urls import reverse

from home.services.site import ensure_site
from portal.users.roles import Role
from tests.factories.embeddings import make_model
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

WARNING = "Search by meaning is not working"


@pytest.fixture
def front_page(client):
    """Call it to read the front page of the admin as a moderator."""
    ensure_site(site_url="http://testserver")
    client.force_login(UserFactory(role=Role.MODERATOR))

    def read():
        return client.get(reverse("wagtailadmin_home")).content.decode()

    return read


class TestMeaningPanel:
    def test_names_what_is_wrong_with_the_model(self, front_page, settings, tmp_path):
        settings.SEARCH_MODEL = str(tmp_path)

        page = front_page()

        assert WARNING in page
        assert "holds no model.onnx" in page

    def test_is_not_there_while_the_model_works(self, front_page, settings, tmp_path):
        settings.SEARCH_MODEL = str(make_model(tmp_path / "tiny"))

        assert WARNING not in front_page()

    def test_is_not_there_where_no_model_is_set(self, front_page):
        assert WARNING not in front_page()
