"""Takes pictures that people send: checked by what they are, made anew without what they tell."""

import io
import struct
import uuid
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

LARGEST = 10 * 1024 * 1024
"""Bytes of the file as it is sent."""
MOST_PIXELS = 50_000_000
"""Width times height; more is refused from the head of the file, before it is unpacked."""
LONGEST_SIDE = 2_400
"""Pixels of the longer side after it is made anew: twice the width of the widest column."""
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 85

_TOO_LARGE = _("This picture is over 10 MB. Send a smaller one.")
_TOO_MANY_PIXELS = _("This picture has too many pixels. Make it smaller and send it again.")
_NOT_A_PICTURE = _("This is not a picture that we can show. Send a JPEG, PNG or WebP file.")
_BROKEN = _("This picture is broken. Save it again as JPEG or PNG, then send that.")


class PictureField(forms.FileField):
    """A photo or drawing; what comes out is a new file without place, camera or hidden text.

    The name and type that the browser sends are not believed: the head of the file decides. SVG
    is no picture here, as it may hold a program.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
            **kwargs,
        )

    def clean(self, data: Any, initial: Any = None) -> ContentFile[bytes] | None:
        """The picture made anew, under a name that nobody can guess."""
        sent: UploadedFile[bytes] | None = super().clean(data, initial)
        return picture_made_anew(sent) if sent else None


def picture_made_anew(sent: UploadedFile[bytes]) -> ContentFile[bytes]:
    """Read and write the picture again, turned as it was held, and no larger than is shown.

    Raises:
        ValidationError: it is too large, has too many pixels, is broken, or is no picture.
    """
    if (sent.size or 0) > LARGEST:
        raise forms.ValidationError(_TOO_LARGE)
    try:
        with Image.open(sent, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise forms.ValidationError(_TOO_MANY_PIXELS)
            return _written(ImageOps.exif_transpose(picture))
    except Image.DecompressionBombError as error:
        raise forms.ValidationError(_TOO_MANY_PIXELS) from error
    except UnidentifiedImageError as error:
        raise forms.ValidationError(_NOT_A_PICTURE) from error
    except (OSError, SyntaxError, ValueError, struct.error) as error:
        # What Pillow raises for a file that ends too soon, or contradicts itself.
        raise forms.ValidationError(_BROKEN) from error


def _written(picture: Image.Image) -> ContentFile[bytes]:
    has_glass = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    plain = picture.convert("RGBA" if has_glass else "RGB")
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # A picture made of its pixels alone carries nothing else along.
    clean = Image.frombytes(plain.mode, plain.size, plain.tobytes())
    buffer = io.BytesIO()
    if has_glass:
        clean.save(buffer, "PNG", optimize=True)
    else:
        clean.save(buffer, "JPEG", quality=QUALITY)
    return ContentFile(
        buffer.getvalue(), name=f"{uuid.uuid4().hex}.{'png' if has_glass else 'jpg'}"
    )
