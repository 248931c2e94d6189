"""When a tender was last compared with the providers who are open to it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.tenders.models import Tender


class TenderCheck(models.Model):
    """The nightly work's memory of one tender: it makes a night without changes cheap.

    ``inputs_sha256`` is of everything that the teams depended on when they were last worked out;
    it is empty where that went wrong, so that the next night tries again.
    ``is_wanted_now`` asks for a comparison before the night; what was seen last stays known.
    """

    tender = models.OneToOneField(Tender, models.CASCADE, related_name="check_by_night")
    claimed_at = models.DateTimeField(_("taken up"), null=True, blank=True)
    looked_at = models.DateTimeField(_("compared"), null=True, blank=True)
    is_wanted_now = models.BooleanField(_("to be compared at once"), default=False)
    inputs_sha256 = models.CharField(_("digest of the inputs"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("comparison with the providers")
        verbose_name_plural = _("comparisons with the providers")

    def __str__(self) -> str:
        return str(self.tender)
