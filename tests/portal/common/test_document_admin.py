"""A document that comes in through the admin is what its name says, or is refused in words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Collection

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 example"
ADD, CHOOSE = "wagtaildocs:add_multiple", "wagtaildocs_chooser:create"


@pytest.fixture
def send(admin_client):
    """Call it with a view, the bytes of a file and its name."""

    def _send(view, content, name):
        file = SimpleUploadedFile(name, content)
        typed = {"title": "A plan", "collection": Collection.get_first_root_node().pk}
        prefix, files = ("document-chooser-upload-", "file") if view == CHOOSE else ("", "files[]")
        fields = {prefix + field: value for field, value in (*typed.items(), (files, file))}
        headers = {"x-requested-with": "XMLHttpRequest"}
        return admin_client.post(reverse(view), fields, headers=headers)

    return _send


@pytest.mark.parametrize("view", [ADD, CHOOSE])
class TestDocument:
    def test_gets_a_name_that_ends_as_its_kind_does(self, send, view, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path

        send(view, PDF, "plan.docx")

        assert Document.objects.get().filename.endswith(".pdf")

    @pytest.mark.parametrize("content", [b"<script>alert(1)</script>", b"MZ" + bytes(100)])
    def test_of_another_kind_behind_a_right_ending_is_refused(self, send, view, content):
        answer = send(view, content, "plan.pdf")

        assert "This is none." in answer.content.decode()
        assert not Document.objects.exists()
