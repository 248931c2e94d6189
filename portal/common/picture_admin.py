"""The admin's form for pictures: each is checked and made anew, as on the public site."""

from typing import Any

from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from portal.common.pictures import picture_made_anew
from portal.common.plain_text import plain_tags
from portal.common.refusals import LogsRefusals


class _MadeAnewField(WagtailImageField):
    """Looks at the head of a file first; Wagtail's own field unpacks what it may refuse after."""

    def to_python(self, data: Any) -> Any:
        """The picture without place, camera or hidden text, or a message that says what to send."""
        return super().to_python(picture_made_anew(data) if data else data)


class CheckedImageForm(LogsRefusals, BaseImageForm):
    """Takes the pictures that the public forms take, and nothing of theirs but the pixels."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain = self.fields.get("file")
        if plain is not None:
            self.fields["file"] = _MadeAnewField(
                label=plain.label,
                required=plain.required,
                widget=plain.widget,
                help_text=plain.help_text,
            )

    def clean_tags(self) -> Any:
        """The tags, if they can be printed."""
        return plain_tags(super().clean_tags())
