"""What the Care Quality Commission, the regulator in England, registers, and by which numbers."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class RegulatedActivity(models.TextChoices):
    """Schedule 1 of the Health and Social Care Act 2008 (Regulated Activities) Regulations 2014."""

    PERSONAL_CARE = "personal-care", _("Personal care")
    ACCOMMODATION = (
        "accommodation",
        _("Accommodation for persons who require nursing or personal care"),
    )
    SUBSTANCE_MISUSE = (
        "substance-misuse",
        _("Accommodation for persons who require treatment for substance misuse"),
    )
    TREATMENT = "treatment", _("Treatment of disease, disorder or injury")
    DETAINED = (
        "detained",
        _("Assessment or medical treatment for persons detained under the Mental Health Act 1983"),
    )
    SURGERY = "surgery", _("Surgical procedures")
    SCREENING = "screening", _("Diagnostic and screening procedures")
    BLOOD = "blood", _("Management of supply of blood and blood derived products")
    TRANSPORT = (
        "transport",
        _("Transport services, triage and medical advice provided remotely"),
    )
    MATERNITY = "maternity", _("Maternity and midwifery services")
    TERMINATION = "termination", _("Termination of pregnancies")
    SLIMMING = "slimming", _("Services in slimming clinics")
    NURSING = "nursing", _("Nursing care")
    FAMILY_PLANNING = "family-planning", _("Family planning services")


IN_SOCIAL_CARE = (
    RegulatedActivity.PERSONAL_CARE,
    RegulatedActivity.ACCOMMODATION,
    RegulatedActivity.NURSING,
    RegulatedActivity.SUBSTANCE_MISUSE,
    RegulatedActivity.TREATMENT,
)
"""What providers of social care register for, the most frequent first; forms offer these alone."""

# A trust of the NHS has the code of its own register instead.
valid_provider_id = RegexValidator(
    r"^(?:1-(?!0+\Z)[0-9]{6,12}|R[A-Z0-9]{2})\Z",
    _("Enter the provider ID as in the address of its page at the CQC, such as 1-101234567."),
)
valid_location_id = RegexValidator(
    r"^(?:1-(?!0+\Z)[0-9]{6,12}|R[A-Z0-9]{4})\Z",
    _("Enter the location ID as in the address of its page at the CQC, such as 1-123456789."),
)


def provider_page(number: str) -> str:
    """Address of the page of a provider at the regulator; empty for no number, or a made-up one."""
    return f"https://www.cqc.org.uk/provider/{number}" if _is_given_out(number) else ""


def location_page(number: str) -> str:
    """Address of the page of a location at the regulator; empty for no number, or a made-up one."""
    return f"https://www.cqc.org.uk/location/{number}" if _is_given_out(number) else ""


def _is_given_out(number: str) -> bool:
    # Examples have a number of zeros, which no register gives out.
    return bool(number.removeprefix("1-").strip("0"))
