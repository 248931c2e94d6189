"""A picture is what its content says, comes out without what it tells, or is refused in words."""

import io
import struct
import zlib

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from portal.common import pictures
from portal.common.pictures import LONGEST_SIDE, PictureField, picture_made_anew

GPS = 0x8825


def written(picture, kind="JPEG", **options):
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def sent(content, name="photo.jpg"):
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def photo(size=(60, 40), mode="RGB"):
    return Image.new(mode, size, "teal")


def huge_png():
    """The head of a picture of 20,000 by 20,000 pixels, which is a few bytes long."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def refused(content, name="photo.jpg"):
    with pytest.raises(forms.ValidationError) as refusal:
        picture_made_anew(sent(content, name))
    return refusal.value.messages[0]


class TestPictureMadeAnew:
    def test_tells_neither_place_nor_camera_nor_words(self):
        exif = Image.Exif()
        exif[0x010F] = "A camera"
        exif.get_ifd(GPS)[1] = "N"
        content = written(photo(), exif=exif, comment=b"home address")
        assert Image.open(io.BytesIO(content)).getexif()

        made = picture_made_anew(sent(content)).read()

        assert not Image.open(io.BytesIO(made)).getexif()
        assert b"A camera" not in made
        assert b"home address" not in made

    def test_is_turned_as_it_was_held(self):
        exif = Image.Exif()
        exif[0x0112] = 6

        made = Image.open(picture_made_anew(sent(written(photo(), exif=exif))))

        assert made.size == (40, 60)

    def test_is_no_larger_than_is_shown(self):
        made = Image.open(picture_made_anew(sent(written(photo((5_000, 100))))))

        assert made.size[0] == LONGEST_SIDE

    def test_keeps_what_can_be_seen_through(self):
        made = picture_made_anew(sent(written(photo(mode="RGBA"), "PNG"), "drawing.png"))

        assert made.name.endswith(".png")
        assert Image.open(made).mode == "RGBA"

    def test_has_a_name_that_nobody_can_guess(self):
        one, other = (picture_made_anew(sent(written(photo()), "mum.jpg")) for _ in range(2))

        assert one.name != other.name
        assert "mum" not in one.name

    @pytest.mark.parametrize("kind", ["PNG", "WEBP"])
    def test_believes_the_content_and_not_the_name(self, kind):
        assert picture_made_anew(sent(written(photo(), kind), "photo.exe")).size


class TestRefusals:
    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (
                b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
                "not a picture",
            ),
            (b"%PDF-1.4 example", "not a picture"),
            (b"GIF89a" + bytes(20), "not a picture"),
            (b"\xff\xd8\xff\xe0" + bytes(40), ""),
            (written(photo((400, 400)))[:900], "broken"),
            (written(photo(), "WEBP", exif=b"Exif\0\0MM\0*\0\0"), "broken"),
            (huge_png(), "too many pixels"),
        ],
    )
    def test_say_what_to_send_instead(self, content, message):
        assert message in refused(content)

    def test_are_of_a_file_that_is_too_large(self, monkeypatch):
        monkeypatch.setattr(pictures, "LARGEST", 100)

        assert "over 10 MB" in refused(written(photo()))


class TestPictureField:
    def test_offers_what_it_takes(self):
        assert 'accept="image/jpeg,image/png,image/webp"' in str(
            PictureField().widget.render("picture", None)
        )
