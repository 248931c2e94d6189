"""Who belongs to an organisation, and which organisations belong to a network."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.organisations.models.organisation import Organisation

ASKS_AGAIN_AFTER = timedelta(days=30)
"""How long a network that said no is left alone."""


class MembershipRole(models.TextChoices):
    """What a colleague may do for the organisation."""

    OWNER = "owner", _("Owner")
    EDITOR = "editor", _("Editor")


class Membership(models.Model):
    """A person acting for an organisation; without one, a person speaks only for themselves."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=MembershipRole.choices)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["user", "organisation"], name="organisations_membership_once"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=MembershipRole.values),
                name="organisations_membership_role_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_role_display()}"


class NetworkMembership(models.Model):
    """One organisation inside another that is a network; a network may itself be a member."""

    network = models.ForeignKey(Organisation, models.CASCADE, related_name="network_members")
    member = models.ForeignKey(Organisation, models.CASCADE, related_name="network_memberships")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["network", "member"], name="organisations_network_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(network=models.F("member")),
                name="organisations_network_not_in_itself",
            ),
        )

    def __str__(self) -> str:
        return f"{self.member} in {self.network}"


class NetworkRequest(models.Model):
    """An organisation asks to be a member of a network; a yes takes the row away, for then it is
    a member, and a no keeps its day.
    """

    network = models.ForeignKey(Organisation, models.CASCADE, related_name="network_requests")
    member = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"))
    refused_at = models.DateTimeField(_("refused"), null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["network", "member"], name="organisations_network_asked_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(network=models.F("member")),
                name="organisations_network_not_asking_itself",
            ),
        )

    def __str__(self) -> str:
        return f"{self.member} to {self.network}"

    @property
    def may_ask_again_at(self) -> datetime | None:
        """When the organisation may ask once more; None while nobody answered."""
        return self.refused_at + ASKS_AGAIN_AFTER if self.refused_at else None
