"""A service whose notices are read again and again, and how far the reading has come."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.tenders.enums import NoticeSource
from portal.tenders.querysets import NoticeFeedQuerySet

OLD_AFTER = timedelta(hours=24)
"""Older than this, the board warns that newer notices may be missing."""
_SOURCES = (
    NoticeSource.FIND_A_TENDER,
    NoticeSource.CONTRACTS_FINDER,
    NoticeSource.SELL2WALES,
    NoticeSource.PUBLIC_CONTRACTS_SCOTLAND,
)
_EDITED = ("addresses", "is_on")
_BEGUN_ANEW: dict[str, Any] = {
    "pass_started_at": None,
    "address_number": 0,
    "next_page_url": "",
    "page_count": 0,
    "failures": 0,
    "next_try_at": None,
}


class NoticeFeed(models.Model):
    """One service. A pass reads all pages of all its addresses from `read_to` on; the place that it
    has reached is kept after every page.
    """

    source = models.CharField(
        _("service"),
        max_length=30,
        unique=True,
        choices=[(source.value, source.label) for source in _SOURCES],
    )
    addresses = models.TextField(
        _("addresses"),
        help_text=_(
            "One a line. Each gives OCDS release packages; a next page must be on the same server. "
            "{since} becomes the time of the last good reading, {month} its month (11-2026)."
        ),
    )
    is_on = models.BooleanField(
        _("read it"), default=False, help_text=_("Once an hour, and until all pages are in.")
    )
    read_to = models.DateTimeField(_("notices are in up to"), null=True, blank=True)
    last_good_at = models.DateTimeField(_("last read to its end"), null=True, blank=True)
    last_tried_at = models.DateTimeField(_("last tried"), null=True, blank=True)
    problem = models.CharField(_("last problem"), max_length=300, blank=True)
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0)
    next_try_at = models.DateTimeField(_("next try"), null=True, blank=True)
    pass_started_at = models.DateTimeField(_("this pass began"), null=True, blank=True)
    address_number = models.PositiveSmallIntegerField(_("addresses done in this pass"), default=0)
    next_page_url = models.TextField(_("page to read next"), blank=True)
    page_count = models.PositiveIntegerField(_("pages done in this pass"), default=0)

    objects = NoticeFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("feed of notices")
        verbose_name_plural = _("feeds of notices")
        ordering: ClassVar = ["source"]

    def __str__(self) -> str:
        return self.get_source_display()

    def clean(self) -> None:
        """Refuse lines that are no web addresses."""
        for address in self.address_list:
            if not _is_web_address(address):
                raise ValidationError(
                    {
                        "addresses": _("“%(address)s” is not a web address. Begin with https://.")
                        % {"address": address[:80]}
                    }
                )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write what a person edits, and let the feed be read anew and at once.

        What a task wrote since the form was opened stays.
        """
        if not self._state.adding and kwargs.get("update_fields") is None:
            for name, value in _BEGUN_ANEW.items():
                setattr(self, name, value)
            kwargs["update_fields"] = [*_EDITED, *_BEGUN_ANEW]
        super().save(*args, **kwargs)

    @property
    def address_list(self) -> list[str]:
        """The addresses in the order in which they are read."""
        return list(_lines(self.addresses))

    def is_old_at(self, at: datetime) -> bool:
        """Whether newer notices may be missing: read to its end too long ago, or never."""
        return self.last_good_at is None or self.last_good_at <= at - OLD_AFTER


def _lines(text: str) -> Iterable[str]:
    return filter(None, (line.strip() for line in text.splitlines()))


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    has_blank = any(character.isspace() for character in address)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not has_blank
