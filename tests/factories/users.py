"""People with a confirmed email address, of one role, and their second steps."""

import hashlib
from typing import Any

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory
from fido2.cose import ES256
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

from portal.users.models import User
from portal.users.roles import Role

PASSWORD = "seven-tall-herons-wading"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


class UserFactory(DjangoModelFactory):
    """Somebody who can sign in with PASSWORD; give `role=` for a group of people."""

    class Meta:
        model = User

    email = factory.Sequence(lambda number: f"person-{number}@example.org")
    password = PASSWORD

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        role: Role | None = kwargs.pop("role", None)
        if role is Role.ADMINISTRATOR:
            kwargs |= {"is_staff": True, "is_superuser": True}
        user = model_class.objects.create_user(*args, **kwargs)
        if role is not None:
            user.groups.add(Group.objects.get_or_create(name=role.value)[0])
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user


def authenticator_app_of(user: User) -> Authenticator:
    """An authenticator app that shows the codes of TOTP_SECRET, and recovery codes with it."""
    RecoveryCodes.activate(user)
    return TOTP.activate(user, TOTP_SECRET).instance


def passkey_of(user: User, *, host: str = "testserver") -> Authenticator:
    """A passkey registered on this host, as a browser sends it (WebAuthn Level 2, 5.1)."""
    public_key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    credential = AttestedCredentialData.create(b"\0" * 16, b"credential", public_key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    host_hash = hashlib.sha256(host.encode()).digest()
    response = AuthenticatorAttestationResponse(
        client_data=CollectedClientData.create("webauthn.create", b"challenge", f"https://{host}"),
        attestation_object=AttestationObject.create(
            "none", AuthenticatorData.create(host_hash, flags, 0, credential), {}
        ),
    )
    registration = RegistrationResponse(raw_id=b"credential", response=response)
    return Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Example key", "credential": dict(registration)},
    )
