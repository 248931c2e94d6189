"""The drawings of the examples, as they come out of the check that every sent picture passes."""

from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.common.pictures import picture_made_anew

FOLDER = Path(__file__).resolve().parents[1] / "example_content"


def example_picture(name: str) -> ContentFile[bytes]:
    """The drawing of this file name."""
    return picture_made_anew(SimpleUploadedFile(name, (FOLDER / name).read_bytes()))
