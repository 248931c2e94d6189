"""A picture that comes in through the admin is made anew, or is refused in words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Pillow
from wagtail.images.models import Image
from wagtail.models import Collection

from tests.portal.common.test_pictures import huge_png, photo, written

pytestmark = pytest.mark.django_db

ADD, CHOOSE = "wagtailimages:add_multiple", "wagtailimages_chooser:create"
PROGRAM = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def send(admin_client, settings, tmp_path):
    """Call it with a view, the bytes of a file and its name."""
    settings.MEDIA_ROOT = tmp_path

    def _send(view, content, name):
        typed = {"title": "A shelf", "collection": Collection.get_first_root_node().pk}
        prefix, files = ("image-chooser-upload-", "file") if view == CHOOSE else ("", "files[]")
        sent = (*typed.items(), (files, SimpleUploadedFile(name, content)))
        fields = {prefix + field: value for field, value in sent}
        headers = {"x-requested-with": "XMLHttpRequest"}
        return admin_client.post(reverse(view), fields, headers=headers)

    return _send


@pytest.mark.parametrize("view", [ADD, CHOOSE])
class TestPicture:
    def test_comes_without_what_the_file_told(self, send, view):
        exif = Pillow.Exif()
        exif[0x010F] = "A camera"

        send(view, written(photo(), exif=exif), "shelf.jpg")

        with Image.objects.get().file.open() as kept:
            assert b"A camera" not in kept.read()

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (huge_png(), "This picture has too many pixels."),
            (PROGRAM, "This is not a picture that we can show."),
            (written(photo((300, 300)), "PNG")[:-40], "This picture is broken."),
        ],
    )
    def test_that_cannot_be_kept_is_refused(self, send, view, content, message):
        answer = send(view, content, "shelf.png")

        assert answer.status_code == 200
        assert message in answer.content.decode()
        assert not Image.objects.exists()
