"""What each person agreed to, in which words, when and how; rows are only ever added."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.subscriptions.enums import CHOSEN_CADENCES, Cadence, Channel, ConsentAction
from portal.subscriptions.models.subscriber import Subscriber
from portal.subscriptions.models.subscription import Subscription
from portal.subscriptions.models.topic import Topic


class ConsentRecord(models.Model):
    """One act of consent: asked, confirmed, changed or withdrawn (UK GDPR, Article 7(1)).

    The database refuses an UPDATE of this table (migration 0002).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="consents")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="consents")
    subscription = models.ForeignKey(
        Subscription, models.CASCADE, null=True, blank=True, related_name="consents"
    )
    answers = models.OneToOneField(
        "self", models.CASCADE, null=True, blank=True, related_name="answer",
        verbose_name=_("the request that this confirms"),
    )  # fmt: skip
    action = models.CharField(_("action"), max_length=10, choices=ConsentAction.choices)
    cadence = models.CharField(_("how often"), max_length=10, choices=Cadence.choices)
    send_at = models.TimeField(
        _("at"), null=True, blank=True, help_text=_("Empty where no other time was asked for.")
    )
    day = models.PositiveSmallIntegerField(
        _("on"), null=True, blank=True, help_text=_("ISO weekday, or day of the month.")
    )
    wording_version = models.CharField(_("version of the wording"), max_length=20)
    wording_hash = models.CharField(_("hash of the wording"), max_length=64)
    form_url = models.CharField(_("address of the form"), max_length=2000, blank=True)
    channel = models.CharField(_("how"), max_length=10, choices=Channel.choices)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("consent record")
        verbose_name_plural = _("consent records")
        constraints = (
            models.CheckConstraint(
                condition=Q(action__in=ConsentAction.values),
                name="subscriptions_consent_action_known",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values),
                name="subscriptions_consent_channel_known",
            ),
            models.CheckConstraint(
                condition=Q(cadence__in=CHOSEN_CADENCES),
                name="subscriptions_consent_cadence_can_be_chosen",
            ),
            models.CheckConstraint(
                condition=Q(action=ConsentAction.CONFIRMED) | Q(answers__isnull=True),
                name="subscriptions_only_a_confirmation_answers",
            ),
            models.CheckConstraint(
                condition=Q(action=ConsentAction.ASKED) | Q(subscription__isnull=False),
                name="subscriptions_consent_to_a_subscription",
            ),
        )

    def __str__(self) -> str:
        return f"{self.action} {self.at:%Y-%m-%d %H:%M}"
