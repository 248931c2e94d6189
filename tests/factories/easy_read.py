"""Easy Read versions with a picture for each sentence, checked and published unless told
otherwise.
"""

from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from portal.practices.models import EasyReadPage, PracticePage
from tests.factories.practices import PracticePageFactory

SENTENCES = ("People choose who helps them.", "Each person meets the worker first.")


def make_picture(title: str = "Two people talk") -> Image:
    """A small picture in the library of pictures."""
    return Image.objects.create(title=title, file=get_test_image_file())


def ideas(*sentences: str, alt_text: str = "Two people talk.") -> list[tuple[str, dict[str, Any]]]:
    """A body with one picture and one sentence in each block."""
    return [("idea", {"picture": _pictured(alt_text), "words": words}) for words in sentences]


def _pictured(alt_text: str) -> Image:
    picture = make_picture()
    picture.contextual_alt_text, picture.decorative = alt_text, not alt_text
    return picture


class EasyReadPageFactory(DjangoModelFactory):
    """`practice=` is the page above it; `is_checked=False` is a text that nobody checked."""

    class Meta:
        model = EasyReadPage

    title = "People choose their own staff"
    checked_by = "Example People First"
    checked_on = date(2026, 3, 1)
    practice = factory.SubFactory(PracticePageFactory)

    @classmethod
    def _create(cls, model_class: type[EasyReadPage], *args: Any, **kwargs: Any) -> EasyReadPage:
        practice = kwargs.pop("practice")
        is_checked = kwargs.pop("is_checked", True)
        sentences = kwargs.pop("sentences", SENTENCES)
        body = ideas(*sentences, alt_text=kwargs.pop("alt_text", "Two people talk."))
        page = model_class(**{"body": body, **kwargs})
        if is_checked:
            page.note_check(page.body)
        # A fresh copy: treebeard reads the number of children from the object in hand.
        PracticePage.objects.get(pk=practice.pk).add_child(instance=page)
        return EasyReadPage.objects.get(pk=page.pk)
