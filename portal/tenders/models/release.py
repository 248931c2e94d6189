"""What was imported, kept word for word, and what the import had to repair or refuse."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.tenders.enums import IssueKind
from portal.tenders.models.tender import Tender


class Release(models.Model):
    """One OCDS release as published, never changed; it may name contact persons, so no page,
    index or mail may show it.
    """

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="releases")
    release_id = models.CharField(_("release id"), max_length=200)
    is_id_synthesised = models.BooleanField(_("id made by us"), default=False)
    tags = models.JSONField(_("tags"), default=list)
    released_at = models.DateTimeField(_("date of the release"))
    raw = models.TextField(_("as published"))
    sha256 = models.CharField(_("digest of its content"), max_length=64)
    imported_at = models.DateTimeField(_("imported"))

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        constraints = (
            models.UniqueConstraint(fields=["tender", "sha256"], name="tenders_release_once"),
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="tenders_release_digest_is_sha256",
            ),
        )

    def __str__(self) -> str:
        return self.release_id

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new release; a written one is evidence and is never changed."""
        if not self._state.adding:
            raise TypeError("A release is never changed; import a newer one.")
        super().save(*args, **kwargs)


class ImportIssue(models.Model):
    """One thing that the import repaired or refused: where it stood, what stood there, what was
    done.
    """

    release = models.ForeignKey(
        Release, models.CASCADE, null=True, blank=True, related_name="issues"
    )
    kind = models.CharField(_("what happened"), max_length=10, choices=IssueKind.choices)
    file = models.CharField(_("file"), max_length=255)
    row = models.PositiveIntegerField(_("release in the file, counted from 1"))
    line = models.PositiveIntegerField(_("line of the file where the release begins"))
    ocid = models.CharField(_("ocid"), max_length=100, blank=True)
    path = models.CharField(_("field"), max_length=300, blank=True)
    value = models.CharField(_("what stood there"), max_length=200, blank=True)
    action = models.CharField(_("what was done"), max_length=500)
    found_at = models.DateTimeField(_("first found"))
    sha256 = models.CharField(_("digest of all the above but the time"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("import issue")
        verbose_name_plural = _("import issues")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=IssueKind.values), name="tenders_issue_kind_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.file}: row {self.row}: {self.path}: {self.action}"
