"""Makes the sign-ins of the demonstration, on a portal that only this machine can reach."""

import json
from argparse import ArgumentParser
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.organisations.models import Membership, Organisation
from portal.organisations.models.membership import MembershipRole
from portal.organisations.models.organisation import OrganisationKind
from portal.users.models import User
from portal.users.roles import Role
from portal.users.services import ensure_user

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
PASSWORD = "example-only-on-this-machine"  # noqa: S105 - refused below wherever others could reach it.
ACCOUNTS = {
    Role.ADMINISTRATOR: ("admin@example.org", "Example Admin"),
    Role.MODERATOR: ("moderator@example.org", "Example Moderator"),
    Role.PROVIDER: ("provider@example.org", "Example Provider"),
    Role.COMMISSIONER: ("commissioner@example.org", "Example Commissioner"),
}
ACTS_FOR = {
    Role.PROVIDER: OrganisationKind.PROVIDER,
    Role.COMMISSIONER: OrganisationKind.COMMISSIONER,
}
"""Who acts for the first example organisation of a kind."""


class Command(BaseCommand):
    help = "Make one example account for each role, for demonstrations on this machine only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print the accounts as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        if urlsplit(settings.SITE_URL).hostname not in LOOPBACK:
            raise CommandError(
                "Example accounts have a known password, so they are made only where SITE_URL is "
                "this machine. Use: manage.py createsuperuser"
            )
        for role, (email, name) in ACCOUNTS.items():
            user = ensure_user(email=email, password=PASSWORD, first_name=name, role=role)
            if role in ACTS_FOR:
                _join_example(user, ACTS_FOR[role])
        logins = {str(role.label): email for role, (email, _name) in ACCOUNTS.items()}
        if options["json"]:
            self.stdout.write(json.dumps({"logins": logins, "password": PASSWORD}, default=str))
            return
        for label, email in logins.items():
            self.stdout.write(f"{label}: {email} / {PASSWORD}")


def _join_example(user: User, kind: OrganisationKind) -> None:
    example = Organisation.objects.filter(is_example=True, kind=kind).order_by("pk").first()
    if example is not None:
        Membership.objects.get_or_create(
            user=user, organisation=example, defaults={"role": MembershipRole.OWNER}
        )
