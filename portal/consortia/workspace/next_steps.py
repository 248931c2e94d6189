"""Says where a consortium is, what is next, and who has to do it, as one member may know it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.consortia.models import ChecklistAnswer, Seat
from portal.consortia.states import SeatState, TeamState
from portal.consortia.timeline import Timeline
from portal.consortia.workspace.selectors import lead_of, newest_terms


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """What is next; ``key`` is the reader's own step, empty where others have to act."""

    what: str
    who: str
    key: str = ""


_YOURS = gettext_lazy("You")
_OTHERS = gettext_lazy("Your partners")


def next_step(own: Seat) -> NextStep:
    """The one thing that the consortium waits for, as the holder of the seat may know it."""
    if own.consortium.state == TeamState.GATHERING:
        return _while_gathering(own)
    return _once_together(own)


def _while_gathering(own: Seat) -> NextStep:
    state = SeatState(own.state)
    mine = {
        SeatState.SUGGESTED: (_("Say whether you are interested."), "yes"),
        SeatState.INTRODUCED: (
            _("Agree to keep what partners tell you to yourselves."),
            "confidentiality",
        ),
        SeatState.INVITED: (_("Accept or decline the invitation."), "accept"),
    }
    if own.is_host and _may_invite(own):
        return _yours(_("Invite those who agreed to confidentiality."), "invite")
    if state in mine:
        return _yours(*mine[state])
    if state == SeatState.INTERESTED:
        return NextStep(
            what=_("Wait until somebody else says yes too. You are both named then."),
            who=_("Those who were asked"),
        )
    if state == SeatState.BOUND:
        return NextStep(what=_("Wait for the invitation."), who=str(own.consortium.host.name))
    if own.consortium.team_wanted_at is not None:
        return NextStep(what=_("We work out whether anybody else is needed."), who=_("The portal"))
    return NextStep(
        what=_("Wait for those who have still to answer."), who=_("Those who were asked")
    )


def _may_invite(own: Seat) -> bool:
    if own.state not in (SeatState.BOUND, SeatState.ACCEPTED):
        return False
    return bool(own.consortium.seats.filter(state=SeatState.BOUND).exclude(pk=own.pk).exists())


def _once_together(own: Seat) -> NextStep:
    state = TeamState(own.consortium.state)
    if state == TeamState.QUORUM:
        return _checklist_step(own)
    if state == TeamState.DRAFTED:
        return _paper_step(own, "signatures", _("Sign the heads of terms."), "sign")
    if state == TeamState.SIGNED:
        return _authority_step(own)
    anybody = {
        TeamState.CHECKED: (_("Write the heads of terms; any member may begin."), "terms"),
        TeamState.DECIDED: (_("Write down what you learned; any member may."), "lessons"),
        TeamState.LEARNED: (_("Share what you learned, if you like."), "lessons"),
    }
    return _yours(*anybody[state]) if state in anybody else _led_step(own, state)


def _led_step(own: Seat, state: TeamState) -> NextStep:
    what, key = {
        TeamState.AUTHORISED: (_("Choose the legal form."), "legal-form"),
        TeamState.FORMED: (_("Send the bid in, and say so here."), "bid"),
        TeamState.SUBMITTED: (_("Wait for the buyer, then write down the outcome."), "outcome"),
    }.get(state, (_("Nothing more: this consortium was given up."), ""))
    if not key:
        return NextStep(what=what, who=_("Nobody"))
    lead = lead_of(own.consortium)
    if own.is_host or lead.pk == own.pk:
        return _yours(what, key)
    return NextStep(what=what, who=lead.organisation.name)


def _authority_step(own: Seat) -> NextStep:
    if lead_of(own.consortium).pk == own.pk:
        return NextStep(what=_("Each member authorises you in writing."), who=str(_OTHERS))
    return _paper_step(own, "authorisations", _("Authorise the lead in writing."), "authorise")


def _checklist_step(own: Seat) -> NextStep:
    since = own.consortium.counts_from()
    has_answered = ChecklistAnswer.objects.filter(seat=own, answered_at__gte=since).exists()
    if not has_answered:
        return _yours(_("Answer the competition-law checklist."), "checklist")
    if not own.consortium.reason_to_bid_together:
        return NextStep(
            what=_(
                "Each member answers the checklist. If one could bid alone, write down why you "
                "bid together."
            ),
            who=_("Every member"),
            key="reason",
        )
    return NextStep(what=_("Each member answers the checklist."), who=str(_OTHERS))


def _paper_step(own: Seat, papers: str, what: str, key: str) -> NextStep:
    terms = newest_terms(own.consortium)
    if terms is not None and getattr(terms, papers).filter(seat=own).exists():
        return NextStep(what=what, who=str(_OTHERS))
    return _yours(what, key)


def _yours(what: str, key: str) -> NextStep:
    return NextStep(what=what, who=str(_YOURS), key=key)


_ROAD: tuple[tuple[TeamState, Any, str], ...] = (
    (TeamState.GATHERING, gettext_lazy("Find partners"), ""),
    (TeamState.QUORUM, gettext_lazy("Competition-law checklist"), "checklist"),
    (TeamState.CHECKED, gettext_lazy("Write heads of terms"), "terms"),
    (TeamState.DRAFTED, gettext_lazy("Each member signs"), "sign"),
    (TeamState.SIGNED, gettext_lazy("Authorise the lead in writing"), "authorise"),
    (TeamState.AUTHORISED, gettext_lazy("Choose the legal form"), "legal-form"),
    (TeamState.FORMED, gettext_lazy("Send the bid in"), "bid"),
    (TeamState.SUBMITTED, gettext_lazy("Outcome"), "outcome"),
    (TeamState.DECIDED, gettext_lazy("Lessons"), "lessons"),
)


def road(own: Seat, plan: Timeline | None, open_keys: set[str]) -> list[dict[str, object]]:
    """Every phase for the task list, with its status and its last day."""
    states = [state for state, _title, _key in _ROAD]
    reached = own.consortium.state
    place = states.index(TeamState(reached)) if reached in states else len(states)
    return [
        {
            "title": title,
            "url": reverse("consortium_step", args=[own.consortium.public_id, key])
            if key in open_keys
            else "",
            "hint": _last_day(state, plan),
            "status": _status(number, place),
            "colour": "teal" if number == place else "",
        }
        for number, (state, title, key) in enumerate(_ROAD)
    ]


def _status(number: int, place: int) -> str:
    if number == place:
        return _("Now")
    return _("Done") if number < place else _("Later")


def _last_day(state: TeamState, plan: Timeline | None) -> str:
    if plan is None:
        return ""
    days = {
        TeamState.GATHERING: plan.quorum_by,
        TeamState.DRAFTED: plan.signed_by,
        TeamState.FORMED: plan.due,
    }
    day = days.get(state)
    return _("By %(day)s") % {"day": date_format(day, "j F Y")} if day else ""
