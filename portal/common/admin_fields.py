"""Holds what editors type in either admin to the rules of the public forms."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.apps import apps
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.forms.tags import validate_tag_length
from wagtail.admin.widgets import AdminDateInput
from wagtail.blocks import Block
from wagtail.blocks.base import BlockField
from wagtail.documents.views.bulk_actions.add_tags import TagForm as DocumentTagForm
from wagtail.fields import StreamField
from wagtail.images.views.bulk_actions.add_tags import TagForm as ImageTagForm

from portal.common.days import EARLIEST
from portal.common.plain_text import printable

_not_too_early = MinValueValidator(EARLIEST, _("Enter a day after 1900."))


class PlainBlockField(BlockField):
    """Takes blocks whose text can be printed; any other gets its message at the block."""

    def __init__(self, block: Block, **kwargs: Any) -> None:
        super().__init__(block=block, **kwargs)
        for field in _text_fields_of(block):
            _refuse_what_is_not_printed(field.validators)


def check_what_is_typed() -> None:
    """Let no form made from a model take text that cannot be printed.

    Nor a day before 1900, where it is a form of Wagtail's admin. The models' own fields hold the
    rule for text, those of other packages too, so that it reaches the forms of both admins and of
    the choosers. No migration knows of it: the database is as it was.
    """
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, models.CharField | models.TextField):
                _refuse_what_is_not_printed(field.validators)
    # Tagging many at once knows no model: its forms are plain ones, and split the words themselves.
    for form in (DocumentTagForm, ImageTagForm):
        form.base_fields["tags"].validators += [printable, _tags_not_too_long]
    register_form_field_override(StreamField, override={"form_class": PlainBlockField})
    register_form_field_override(
        models.DateField, override={"widget": AdminDateInput, "validators": [_not_too_early]}
    )


def _tags_not_too_long(typed: str) -> None:
    validate_tag_length([tag.strip() for tag in typed.split(",")])


def _refuse_what_is_not_printed(validators: list[Any]) -> None:
    if printable not in validators:
        validators.append(printable)


def _text_fields_of(block: Block) -> Iterator[forms.CharField]:
    """The form fields of all text in a block, however deep it stands."""
    field = getattr(block, "field", None)
    if isinstance(field, forms.CharField):
        yield field
    children = [*getattr(block, "child_blocks", {}).values(), getattr(block, "child_block", None)]
    for child in filter(None, children):
        yield from _text_fields_of(child)
