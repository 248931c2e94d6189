"""Writes heads of terms as versions, and takes signatures and the lead's authority for one."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from portal.consortia.enums import Authority
from portal.consortia.models import Authorisation, Consortium, HeadsOfTerms, Seat, Signature
from portal.consortia.states import ForbiddenMoveError, SeatState, TeamMove, TeamState
from portal.consortia.workspace.messages import News, tell
from portal.consortia.workspace.selectors import lead_of, members_in, newest_terms
from portal.consortia.workspace.services.moving import locked_seat, move_team
from portal.users.models import User

_WRITABLE = (
    TeamState.CHECKED,
    TeamState.DRAFTED,
    TeamState.SIGNED,
    TeamState.AUTHORISED,
    TeamState.FORMED,
)


class OtherVersionError(Exception):
    """The text that was read is not the newest version any more."""


@dataclass(frozen=True, kw_only=True)
class Signatory:
    """Who signs, what lets them, and the digest of the text that they read."""

    full_name: str
    authority: Authority
    sha256: str


def digest_of(sections: Mapping[str, str], *, number: int, tender: str) -> str:
    """SHA-256 over the tender's ocid, the number of the version and every section."""
    content = json.dumps([tender, number, dict(sections)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


@transaction.atomic
def write_terms(*, seat: Seat, sections: Mapping[str, str], by: User, at: datetime) -> HeadsOfTerms:
    """Keep the text as a new version, which each has to sign; the same text again is no new one.

    Raises:
        ForbiddenMoveError: the organisation is not in, the checklist is not done, or the bid was
            sent in.
    """
    seat = _member(seat, *_WRITABLE)
    consortium = seat.consortium
    newest = newest_terms(consortium)
    if newest is not None and newest.sections == dict(sections):
        return newest
    number = consortium.terms.count() + 1
    terms = HeadsOfTerms.objects.create(
        consortium=consortium,
        number=number,
        sections=dict(sections),
        sha256=digest_of(sections, number=number, tender=consortium.tender.ocid),
        written_for=seat,
        written_by=by,
        written_at=at,
    )
    move_team(consortium=consortium, move=TeamMove.DRAFT, by=by, at=at)
    tell(consortium, members_in(consortium), news=News.TERMS, at=at, by=by, about=number)
    return terms


@transaction.atomic
def sign_terms(*, seat: Seat, signatory: Signatory, by: User, at: datetime) -> Signature:
    """Sign the newest version for the organisation; the last signature ends the signing.

    Raises:
        ForbiddenMoveError: the organisation is not in, or nothing waits to be signed.
        OtherVersionError: a newer version was written meanwhile.
    """
    seat = _member(seat, TeamState.DRAFTED, TeamState.SIGNED)
    consortium = seat.consortium
    terms = _terms_as_read(consortium, signatory)
    signature, _is_new = Signature.objects.get_or_create(
        terms=terms, seat=seat, defaults=_facts(signatory, by=by, at=at)
    )
    if terms.signatures.count() == len(members_in(consortium)):
        move_team(consortium=consortium, move=TeamMove.SIGN, by=by, at=at)
    return signature


@transaction.atomic
def authorise_lead(*, seat: Seat, signatory: Signatory, by: User, at: datetime) -> Authorisation:
    """Let the lead bid for the organisation; the last authority that was needed ends this step.

    Raises:
        ForbiddenMoveError: the organisation is the lead or not in, or not everybody signed.
        OtherVersionError: a newer version was written meanwhile.
    """
    seat = _member(seat, TeamState.SIGNED, TeamState.AUTHORISED)
    consortium = seat.consortium
    if lead_of(consortium).pk == seat.pk:
        raise ForbiddenMoveError(seat.state)
    terms = _terms_as_read(consortium, signatory)
    written, _is_new = Authorisation.objects.get_or_create(
        terms=terms, seat=seat, defaults=_facts(signatory, by=by, at=at)
    )
    if terms.authorisations.count() == len(members_in(consortium)) - 1:
        move_team(consortium=consortium, move=TeamMove.AUTHORISE, by=by, at=at)
    return written


def _member(seat: Seat, *states: TeamState) -> Seat:
    seat = locked_seat(seat)
    if seat.state != SeatState.ACCEPTED or seat.consortium.state not in states:
        raise ForbiddenMoveError(seat.consortium.state)
    return seat


def _terms_as_read(consortium: Consortium, signatory: Signatory) -> HeadsOfTerms:
    terms = newest_terms(consortium)
    if terms is None or terms.sha256 != signatory.sha256:
        raise OtherVersionError
    return terms


def _facts(signatory: Signatory, *, by: User, at: datetime) -> dict[str, object]:
    return {
        "full_name": signatory.full_name,
        "authority": signatory.authority,
        "sha256": signatory.sha256,
        "made_by": by,
        "made_at": at,
    }
