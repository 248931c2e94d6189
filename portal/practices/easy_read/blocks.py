"""The one block of an Easy Read version: a picture, and the words that go with it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    StreamBlock,
    StreamBlockValidationError,
    StreamValue,
    StructBlock,
    TextBlock,
)
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock

from portal.practices.easy_read.rules import problems_of_picture, problems_of_words
from portal.practices.rights import QuotesConsent

MOST_IDEAS = 60
"""Twenty pages with three ideas on each, which is the most that Easy Read asks of a reader."""
LONGEST_IDEA, MOST_CREDIT = 300, 120
"""Characters."""


class PictureBlock(ImageBlock):
    """A picture and its alt text, which Wagtail's own block takes as it comes."""

    def clean(self, value: Any) -> Any:
        """The picture, or a message at the alt text."""
        picture = super().clean(value)
        try:
            self.child_blocks["alt_text"].clean(getattr(picture, "contextual_alt_text", ""))
        except ValidationError as error:
            raise StructBlockValidationError(block_errors={"alt_text": error}) from error
        return picture


class IdeaBlock(StructBlock):
    """One idea: the picture stands left of its words."""

    picture = PictureBlock(label=_("Picture"))
    words = TextBlock(
        label=_("Words"),
        rows=2,
        max_length=LONGEST_IDEA,
        help_text=_("One idea. At most 15 words in a sentence, and no hard words."),
    )
    credit = CharBlock(
        label=_("Who made the picture, and its licence"), required=False, max_length=MOST_CREDIT
    )
    consent = ChoiceBlock(
        label=_("People in the picture"), choices=QuotesConsent.choices, required=False
    )

    class Meta:
        icon = "image"
        label = _("Picture and sentence")


class IdeasBlock(StreamBlock):
    """The ideas in the order in which they are read."""

    idea = IdeaBlock()

    class Meta:
        max_num = MOST_IDEAS

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> StreamValue:
        """The ideas sent; none where a form was cut short, which Wagtail takes for an error."""
        if not data.get(f"{prefix}-count", "").isdecimal():
            return StreamValue(self, [])
        return super().value_from_datadict(data, files, prefix)


def content_of(ideas: Any) -> list[tuple[str, int, str]]:
    """Words, picture and its alt text of each idea: all that a reader takes from it."""
    return [
        (idea.value["words"], getattr(idea.value["picture"], "pk", 0), alt_text_of(idea))
        for idea in ideas
    ]


def problems_in(idea: Any) -> list[str]:
    """What breaks a rule in one idea, of its picture first; empty where all are kept."""
    return [*_problems_of_its_picture(idea), *problems_of_words(idea.value["words"])]


def alt_text_of(idea: Any) -> str:
    """What its picture shows, in words; empty where nobody said so yet."""
    return getattr(idea.value["picture"], "contextual_alt_text", "") or ""


def errors_in(ideas: Any) -> StreamBlockValidationError | None:
    """What breaks a rule, each message at its block; None where all are kept."""
    if not len(ideas):
        message = _("Add at least one picture with its sentence.")
        return StreamBlockValidationError(non_block_errors=[ValidationError(message)])
    by_number = {number: error for number, idea in enumerate(ideas) if (error := _error_in(idea))}
    return StreamBlockValidationError(block_errors=by_number) if by_number else None


def _error_in(idea: Any) -> StructBlockValidationError | None:
    picture = _problems_of_its_picture(idea)
    words = problems_of_words(idea.value["words"])
    # The picture's own fields are those of Wagtail's image block, which shows errors at its fields.
    errors: dict[str, Exception] = {}
    if picture:
        field = "alt_text" if idea.value["picture"] else "image"
        errors["picture"] = StructBlockValidationError(
            block_errors={field: ValidationError(picture)}
        )
    if words:
        errors["words"] = ValidationError(words)
    return StructBlockValidationError(block_errors=errors) if errors else None


def _problems_of_its_picture(idea: Any) -> list[str]:
    return problems_of_picture(is_there=bool(idea.value["picture"]), alt_text=alt_text_of(idea))
