"""Example sign-ins are made where only this machine can use them, and nowhere else."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from home.management.commands.create_example_accounts import ACCOUNTS, PASSWORD
from portal.organisations.models import Membership
from portal.organisations.models.organisation import OrganisationKind
from portal.users.models import User
from portal.users.roles import Role
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = StringIO()
    call_command("create_example_accounts", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def _on_this_machine(settings):
    settings.SITE_URL = "http://127.0.0.1:8000"


@pytest.mark.usefixtures("_on_this_machine")
class TestCreateExampleAccounts:
    def test_makes_one_account_for_each_role(self):
        run()

        roles = {
            email: [group.name for group in User.objects.get(email=email).groups.all()]
            for email, _name in ACCOUNTS.values()
        }
        assert roles == {email: [role.value] for role, (email, _name) in ACCOUNTS.items()}

    def test_doubles_nothing(self):
        run()
        run()

        assert User.objects.count() == len(ACCOUNTS)

    def test_prints_every_sign_in(self):
        printed = json.loads(run("--json"))

        assert printed["password"] == PASSWORD
        assert set(printed["logins"].values()) == {email for email, _name in ACCOUNTS.values()}

    @pytest.mark.parametrize(
        ("role", "kind"),
        [
            (Role.PROVIDER, OrganisationKind.PROVIDER),
            (Role.COMMISSIONER, OrganisationKind.COMMISSIONER),
        ],
    )
    def test_lets_one_account_act_for_an_example_organisation_alone(self, role, kind):
        OrganisationFactory(kind=kind)
        example = OrganisationFactory(example=True, kind=kind)

        run()

        membership = Membership.objects.get()
        assert membership.organisation == example
        assert membership.user.email == ACCOUNTS[role][0]


class TestElsewhere:
    @pytest.mark.parametrize(
        "site_url",
        ["https://practice.example.org", "http://127.0.0.1.example.org", "http://10.0.0.1"],
    )
    def test_makes_no_account_with_a_known_password(self, settings, site_url):
        settings.SITE_URL = site_url

        with pytest.raises(CommandError, match="createsuperuser"):
            run()

        assert not User.objects.exists()
