"""Every state that a consortium and its seats can be in, and every move between them.

Two tables, read from top to bottom as a consortium grows (matching reference, 3.5). A move that
was made already is found done and changes nothing, so that a retried call asks nobody twice; any
other move that the table does not have is an error.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class SeatState(models.TextChoices):
    """How far one organisation has come with one consortium."""

    SUGGESTED = "suggested", _("Not asked yet, or not answered")
    INTERESTED = "interested", _("Interested")
    INTRODUCED = "introduced", _("Introduced by name")
    BOUND = "bound", _("Agreed to confidentiality")
    INVITED = "invited", _("Invited")
    ACCEPTED = "accepted", _("In")
    DECLINED = "declined", _("Not this time")
    LAPSED = "lapsed", _("Did not answer in time")
    LEFT = "left", _("Left")
    RELEASED = "released", _("No longer needed")


class SeatMove(models.TextChoices):
    """What moves one seat."""

    ASK = "ask", _("was asked")
    SAY_YES = "say-yes", _("said it is interested")
    INTRODUCE = "introduce", _("was introduced by name")
    BIND = "bind", _("agreed to confidentiality")
    INVITE = "invite", _("was invited")
    HOST = "host", _("invited the others")
    ACCEPT = "accept", _("accepted")
    DECLINE = "decline", _("declined")
    LAPSE = "lapse", _("did not answer in time")
    LEAVE = "leave", _("left")
    RELEASE = "release", _("is no longer needed")


class TeamState(models.TextChoices):
    """How far a consortium has come as a whole."""

    GATHERING = "gathering", _("Finding partners")
    QUORUM = "quorum", _("Everybody needed is in")
    CHECKED = "checked", _("Competition-law checklist done")
    DRAFTED = "drafted", _("Heads of terms written")
    SIGNED = "signed", _("Heads of terms signed by each")
    AUTHORISED = "authorised", _("Lead authorised in writing")
    FORMED = "formed", _("Legal form chosen")
    SUBMITTED = "submitted", _("Bid sent in")
    DECIDED = "decided", _("Outcome known")
    LEARNED = "learned", _("Lessons written")
    ENDED = "ended", _("Given up")


class TeamMove(models.TextChoices):
    """What moves a consortium as a whole."""

    MEET_QUORUM = "meet-quorum", _("Everybody needed was in")
    CHECK = "check", _("The competition-law checklist was done")
    DRAFT = "draft", _("Heads of terms were written")
    SIGN = "sign", _("Each member signed the heads of terms")
    AUTHORISE = "authorise", _("The lead was authorised in writing")
    FORM = "form", _("The legal form was chosen")
    SUBMIT = "submit", _("The bid was sent in")
    DECIDE = "decide", _("The outcome was written down")
    LEARN = "learn", _("Lessons were written down")
    REOPEN = "reopen", _("A member left, so partners were looked for again")
    END = "end", _("The consortium was given up")


State = TypeVar("State", SeatState, TeamState)


@dataclass(frozen=True, kw_only=True)
class Path(Generic[State]):
    """From which states a move leads, and where to."""

    sources: frozenset[State]
    target: State


_S, _T = SeatState, TeamState

OPEN_SEATS = (_S.SUGGESTED, _S.INTERESTED, _S.INTRODUCED, _S.BOUND, _S.INVITED, _S.ACCEPTED)
"""Seats that somebody still has."""
YES_SEATS = OPEN_SEATS[1:]
"""Seats whose organisation said yes: a new team keeps them."""
NAMED_SEATS = OPEN_SEATS[2:]
"""Seats after the mutual yes: they know each other by name."""
BOUND_SEATS = OPEN_SEATS[3:]
"""Seats that agreed to confidentiality: they see what is between the members."""
GONE_SEATS = (_S.DECLINED, _S.LAPSED, _S.LEFT)
"""Seats whose organisation is not asked again by this consortium."""
BEFORE_THE_BID = (
    _T.GATHERING,
    _T.QUORUM,
    _T.CHECKED,
    _T.DRAFTED,
    _T.SIGNED,
    _T.AUTHORISED,
    _T.FORMED,
)
"""Until the bid is sent in a member can still be replaced."""
OPEN_TEAMS = (*BEFORE_THE_BID, _T.SUBMITTED)


def _path(target: State, *sources: State) -> Path[State]:
    return Path(sources=frozenset(sources), target=target)


SEAT_MOVES: Mapping[SeatMove, Path[SeatState]] = {
    SeatMove.ASK: _path(_S.SUGGESTED, _S.RELEASED),
    SeatMove.SAY_YES: _path(_S.INTERESTED, _S.SUGGESTED),
    SeatMove.INTRODUCE: _path(_S.INTRODUCED, _S.INTERESTED),
    SeatMove.BIND: _path(_S.BOUND, _S.INTRODUCED),
    SeatMove.INVITE: _path(_S.INVITED, _S.BOUND),
    SeatMove.HOST: _path(_S.ACCEPTED, _S.BOUND),
    SeatMove.ACCEPT: _path(_S.ACCEPTED, _S.INVITED),
    SeatMove.DECLINE: _path(_S.DECLINED, *OPEN_SEATS[:-1]),
    SeatMove.LAPSE: _path(_S.LAPSED, _S.SUGGESTED, _S.INVITED),
    SeatMove.LEAVE: _path(_S.LEFT, _S.ACCEPTED),
    SeatMove.RELEASE: _path(_S.RELEASED, _S.SUGGESTED),
}

TEAM_MOVES: Mapping[TeamMove, Path[TeamState]] = {
    TeamMove.MEET_QUORUM: _path(_T.QUORUM, _T.GATHERING),
    TeamMove.CHECK: _path(_T.CHECKED, _T.QUORUM),
    # A new version of the terms has to be signed anew.
    TeamMove.DRAFT: _path(_T.DRAFTED, _T.CHECKED, _T.SIGNED, _T.AUTHORISED, _T.FORMED),
    TeamMove.SIGN: _path(_T.SIGNED, _T.DRAFTED),
    TeamMove.AUTHORISE: _path(_T.AUTHORISED, _T.SIGNED),
    TeamMove.FORM: _path(_T.FORMED, _T.AUTHORISED),
    TeamMove.SUBMIT: _path(_T.SUBMITTED, _T.FORMED),
    TeamMove.DECIDE: _path(_T.DECIDED, _T.SUBMITTED),
    TeamMove.LEARN: _path(_T.LEARNED, _T.DECIDED),
    TeamMove.REOPEN: _path(_T.GATHERING, *BEFORE_THE_BID[1:]),
    TeamMove.END: _path(_T.ENDED, *OPEN_TEAMS),
}


class ForbiddenMoveError(Exception):
    """The state does not allow the move; nothing was changed."""


def next_state(path: Path[State], state: State) -> State | None:
    """Where the move leads from the state; None when it was made already.

    Raises:
        ForbiddenMoveError: the table has no such move.
    """
    if state == path.target:
        return None
    if state not in path.sources:
        raise ForbiddenMoveError(state)
    return path.target
