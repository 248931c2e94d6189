"""Lets owners rename an organisation; search goes on finding it by its old name."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log as audit

from portal.organisations.joining.likeness import core_of
from portal.organisations.models import Organisation, OrganisationName
from portal.organisations.models.organisation import NameKind
from portal.organisations.who_may import may_manage_members
from portal.users.models import User

MOST_FORMER = 10
"""Former names that owners add by renaming: more is a game with names."""


class NamingError(Exception):
    """The organisation cannot be named as asked; nothing has changed."""


class NotAnOwnerError(NamingError, PermissionDenied):
    """Only owners say what an organisation is called."""


class TakenError(NamingError):
    """Another organisation is called that."""

    def __init__(self, name: str, other: Organisation) -> None:
        super().__init__(name)
        self.name, self.other = name, other


class TooOftenError(NamingError):
    """It was renamed as often as owners may."""


@transaction.atomic
def rename_organisation(
    *,
    organisation: Organisation,
    by: User,
    name: str,
    short_forms: Iterable[str],
    at: datetime,
) -> None:
    """Call it `name`; the name that it had becomes a former one. Its address stays as it is.

    Args:
        organisation: that is renamed.
        by: who says so.
        name: the new name, or the old one.
        short_forms: all short forms and other spellings; those that are left out are taken away.
        at: now.

    Raises:
        NotAnOwnerError: the person does not own the organisation.
        TakenError: one of the names is that of another organisation.
        TooOftenError: it was renamed as often as owners may.
    """
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not may_manage_members(by, row):
        raise NotAnOwnerError
    wanted = list(dict.fromkeys(form for form in short_forms if form != name))
    for one in (name, *wanted):
        other = _another_called(one, row)
        if other is not None:
            raise TakenError(one, other)
    former = row.other_names.filter(kind=NameKind.FORMER)
    if name != row.name:
        if former.count() >= MOST_FORMER:
            raise TooOftenError
        _add(row, row.name, NameKind.FORMER)
        row.name = name
        row.save(update_fields=["name"])
    OrganisationName.objects.filter(organisation=row, name=name).delete()
    _keep_short_forms(row, wanted)
    audit(instance=row, action="wagtail.edit", user=by, timestamp=at)


def _keep_short_forms(row: Organisation, wanted: list[str]) -> None:
    # One by one, not in bulk: search learns of each row that changes.
    for other in OrganisationName.objects.filter(organisation=row).exclude(kind=NameKind.FORMER):
        if other.name in wanted:
            wanted.remove(other.name)
        else:
            other.delete()
    for form in wanted:
        _add(row, form, NameKind.VARIANT)


def _add(row: Organisation, name: str, kind: NameKind) -> None:
    OrganisationName.objects.get_or_create(
        organisation=row, name=name, defaults={"kind": kind.value}
    )


def _another_called(name: str, organisation: Organisation) -> Organisation | None:
    """Another one that is or was called this, but for capitals, signs and legal ends."""
    core, own = core_of(name), organisation.pk
    names = [
        *Organisation.objects.exclude(pk=own).values_list("pk", "name"),
        *OrganisationName.objects.exclude(organisation=own).values_list("organisation_id", "name"),
    ]
    found = next((pk for pk, other in names if core_of(other) == core), None)
    return Organisation.objects.filter(pk=found).first()
