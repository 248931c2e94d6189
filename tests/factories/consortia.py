"""The example market with its vocabularies, and people who act for its providers."""

from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.utils import timezone

from portal.organisations.models import MatchingProfile, MatchOptIn, Membership, Organisation
from portal.organisations.models.membership import MembershipRole
from portal.organisations.models.opt_in import OPT_IN_LASTS, MatchPurpose
from portal.organisations.models.profile import TurnoverBand
from portal.users.models import User
from tests.factories.users import UserFactory


def load_market() -> None:
    """Load vocabularies, fictional providers and tenders as `make demo` does."""
    folder = Path(apps.get_app_config("organisations").path) / "starting_content"
    call_command("import_terms", "sector", str(folder / "sectors.json"), verbosity=0)
    call_command("import_service_types", str(folder / "service_types.json"), verbosity=0)
    call_command("import_areas", str(folder / "areas.json"), verbosity=0)
    call_command("load_example_market", verbosity=0)


def member_of(slug: str) -> User:
    """Somebody who acts for the organisation."""
    user = UserFactory()
    Membership.objects.create(
        user=user,
        organisation=Organisation.objects.get(slug=slug),
        role=MembershipRole.OWNER,
    )
    return user


def looks_for_partners(organisation: Organisation) -> None:
    """Say yes, for the organisation, to being proposed for tenders."""
    at = timezone.now()
    MatchingProfile.objects.create(
        organisation=organisation, opted_in_at=at, turnover_band=TurnoverBand.UNDER_1M
    )
    MatchOptIn.objects.create(
        organisation=organisation,
        purpose=MatchPurpose.TENDERS,
        given_at=at,
        expires_at=at + OPT_IN_LASTS,
    )
