"""Reads which imported tender somebody means: by the address of its page here, or by its number."""

import re
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.tenders.enums import NoticeSource
from portal.tenders.models import Tender

_OUR_PAGE = re.compile(r"/tenders/([0-9]{1,18})/?", re.ASCII)
MOST_CHARACTERS = 500


class TenderField(forms.CharField):
    """One imported tender that is on the board; None where the field is empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=MOST_CHARACTERS, **kwargs)

    def clean(self, value: Any) -> Tender | None:
        """The tender that was meant, or a message where there is none."""
        typed: str = super().clean(value)
        if not typed:
            return None
        found = _imported(typed)
        if found is None:
            raise forms.ValidationError(
                _(
                    "No imported tender has this address or number. Open the tender here and copy"
                    " the address of its page."
                )
            )
        return found


def _imported(typed: str) -> Tender | None:
    tenders = Tender.objects.listed().exclude(source=NoticeSource.OWN)
    try:
        page = _OUR_PAGE.fullmatch(urlsplit(typed).path)
    except ValueError:
        # Such as an address with half a bracket: no address.
        return None
    if page:
        return tenders.filter(pk=int(page[1])).first()
    return tenders.filter(ocid=typed).first() or tenders.filter(notice_url=typed).first()
