"""The pages on which a member makes one step: its form, when it is open, and what it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.consortia.enums import Answer, Authority, LegalForm, Outcome, Question
from portal.consortia.models import Seat
from portal.consortia.states import BEFORE_THE_BID, OPEN_SEATS, OPEN_TEAMS, SeatState, TeamState
from portal.consortia.workspace import agreement_forms, forms, sharing_forms
from portal.consortia.workspace.selectors import lead_of
from portal.consortia.workspace.services import (
    agreeing,
    answering,
    bidding,
    checking,
    inviting,
    leaving,
    seating,
    sharing,
)
from portal.consortia.workspace.step_form import StepForm
from portal.users.models import User

_S, _T = SeatState, TeamState
_IN = (_S.ACCEPTED,)
_TOGETHER = BEFORE_THE_BID[1:]
_AFTER_QUORUM = (*_TOGETHER, _T.SUBMITTED, _T.DECIDED, _T.LEARNED)
_FROM_CHECKED = _TOGETHER[1:]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step; ``seats`` and ``teams`` are the states in which its page is open."""

    title: Any
    form: type[StepForm]
    act: Callable[..., object]
    """Takes the reader's seat, the cleaned form, the person and the time."""
    seats: tuple[SeatState, ...] = _IN
    teams: tuple[TeamState, ...] = _TOGETHER
    is_for_the_host: bool = False
    is_for_the_lead: bool = False
    """For the lead and the host."""
    text: Any = ""

    def is_open(self, own: Seat) -> bool:
        """Whether the holder of the seat can make the step now."""
        consortium = own.consortium
        if own.state not in self.seats or consortium.state not in self.teams:
            return False
        if self.is_for_the_lead:
            return own.is_host or lead_of(consortium).pk == own.pk
        return own.is_host or not self.is_for_the_host


def _no(own: Seat, data: Mapping[str, Any], by: User, at: datetime) -> object:
    go = leaving.leave if own.state == SeatState.ACCEPTED else leaving.decline
    return go(seat=own, reason=data["reason"], by=by, at=at)


def _check(own: Seat, data: Mapping[str, Any], by: User, at: datetime) -> object:
    answers = {question: Answer(data[question.value]) for question in Question}
    return checking.answer_checklist(seat=own, answers=answers, by=by, at=at)


def _signatory(data: Mapping[str, Any]) -> agreeing.Signatory:
    return agreeing.Signatory(
        full_name=data["full_name"],
        authority=Authority(data["authority"]),
        sha256=data["sha256"],
    )


def _sign(own: Seat, data: Mapping[str, Any], by: User, at: datetime) -> object:
    return agreeing.sign_terms(seat=own, signatory=_signatory(data), by=by, at=at)


def _authorise(own: Seat, data: Mapping[str, Any], by: User, at: datetime) -> object:
    return agreeing.authorise_lead(seat=own, signatory=_signatory(data), by=by, at=at)


def _write(own: Seat, data: Mapping[str, Any], by: User, at: datetime) -> object:
    return agreeing.write_terms(seat=own, sections=data, by=by, at=at)


def _form(own: Seat, data: Mapping[str, Any], by: User, at: datetime) -> object:
    return bidding.choose_form(
        seat=own,
        legal_form=LegalForm(data["legal_form"]),
        cqc_answer=data["cqc_answer"],
        by=by,
        at=at,
    )


def _outcome(own: Seat, data: Mapping[str, Any], by: User, at: datetime) -> object:
    return bidding.record_outcome(seat=own, outcome=Outcome(data["outcome"]), by=by, at=at)


def _continuity(own: Seat, data: Mapping[str, Any], by: User, at: datetime) -> object:
    ending = sharing.EndingService(**data)
    return sharing.post_continuity_notice(seat=own, ending=ending, by=by, at=at)


def _plain(service: Callable[..., object]) -> Callable[..., object]:
    """A service that takes the form's fields as they are."""
    return lambda own, data, by, at: service(seat=own, by=by, at=at, **data)


def _unsigned(service: Callable[..., object]) -> Callable[..., object]:
    """As above, of a service that records no person."""
    return lambda own, data, _by, at: service(seat=own, at=at, **data)


STEPS: Mapping[str, Step] = {
    "yes": Step(
        title=_("Say that you are interested"),
        text=_(
            "We tell your name, and what you would do, to those in this team who say yes too, and "
            "theirs to you. To nobody else. A yes here is a no to other teams for this tender."
        ),
        form=forms.YesForm,
        act=_plain(answering.say_yes),
        seats=(_S.SUGGESTED,),
        teams=BEFORE_THE_BID,
    ),
    "no": Step(
        title=_("Say no, or leave"),
        text=_("You need no reason. We then look for somebody else, with those who stay."),
        form=forms.NoForm,
        act=_no,
        seats=OPEN_SEATS,
        teams=BEFORE_THE_BID,
    ),
    "confidentiality": Step(
        title=_("Agree to confidentiality"),
        form=forms.ConfidentialityForm,
        act=_plain(inviting.accept_confidentiality),
        seats=(_S.INTRODUCED,),
        teams=BEFORE_THE_BID,
    ),
    "invite": Step(
        title=_("Invite your partners"),
        text=_(
            "Everybody who agreed to confidentiality is asked to join. By inviting them you are in "
            "yourself."
        ),
        form=forms.InviteForm,
        act=_plain(inviting.invite_partners),
        seats=(_S.BOUND, _S.INVITED, _S.ACCEPTED),
        teams=(_T.GATHERING,),
        is_for_the_host=True,
    ),
    "accept": Step(
        title=_("Accept the invitation"),
        text=_("You are then in. Until the bid is sent in you can still leave."),
        form=forms.AcceptForm,
        act=_plain(inviting.accept_invitation),
        seats=(_S.INVITED,),
        teams=(_T.GATHERING,),
    ),
    "go-on": Step(
        title=_("Go on as you are"),
        text=_("We then look for nobody else. What is missing stays missing in this bid."),
        form=forms.GoOnForm,
        act=_plain(seating.go_on_as_we_are),
        teams=(_T.GATHERING,),
        is_for_the_host=True,
    ),
    "give-up": Step(
        title=_("Give this consortium up"),
        text=_("It ends for everybody, and cannot be opened again. Your partners are told."),
        form=forms.GiveUpForm,
        act=_plain(leaving.give_up),
        seats=OPEN_SEATS,
        teams=OPEN_TEAMS,
        is_for_the_host=True,
    ),
    "checklist": Step(
        title=_("Competition-law checklist"),
        form=agreement_forms.ChecklistForm,
        act=_check,
        teams=(_T.QUORUM,),
    ),
    "reason": Step(
        title=_("Why you bid together"),
        text=_(
            "Needed where one of you could bid alone, or is not sure. Buyers and the Competition "
            "and Markets Authority may ask for it."
        ),
        form=agreement_forms.ReasonForm,
        act=_plain(checking.give_reason),
    ),
    "terms": Step(
        title=_("Heads of terms"),
        form=agreement_forms.TermsForm,
        act=_write,
        teams=_FROM_CHECKED,
    ),
    "sign": Step(
        title=_("Sign the heads of terms"),
        form=agreement_forms.SignForm,
        act=_sign,
        teams=(_T.DRAFTED,),
    ),
    "authorise": Step(
        title=_("Authorise the lead in writing"),
        form=agreement_forms.AuthoriseForm,
        act=_authorise,
        teams=(_T.SIGNED,),
    ),
    "legal-form": Step(
        title=_("Legal form"),
        form=agreement_forms.LegalFormForm,
        act=_form,
        teams=(_T.AUTHORISED, _T.FORMED),
        is_for_the_lead=True,
    ),
    "bid": Step(
        title=_("The bid was sent in"),
        text=_("You send the bid where the notice says. The portal sends nothing."),
        form=agreement_forms.BidForm,
        act=_plain(bidding.record_bid),
        teams=(_T.FORMED,),
        is_for_the_lead=True,
    ),
    "outcome": Step(
        title=_("What became of the bid"),
        form=agreement_forms.OutcomeForm,
        act=_outcome,
        teams=(_T.SUBMITTED, _T.DECIDED),
        is_for_the_lead=True,
    ),
    "lessons": Step(
        title=_("What you learned"),
        form=agreement_forms.LessonsForm,
        act=_plain(bidding.record_lessons),
        teams=(_T.DECIDED, _T.LEARNED),
    ),
    "hours": Step(
        title=_("Hours towards the minimum"),
        form=sharing_forms.PledgeForm,
        act=_unsigned(sharing.pledge_hours),
        teams=_AFTER_QUORUM,
    ),
    "minimum": Step(
        title=_("Hours that the bid needs"),
        form=sharing_forms.MinimumForm,
        act=_unsigned(sharing.set_minimum),
        teams=_AFTER_QUORUM,
        is_for_the_host=True,
    ),
    "continuity": Step(
        title=_("Services that will end"),
        form=sharing_forms.ContinuityForm,
        act=_continuity,
        teams=_AFTER_QUORUM,
    ),
    "take-on": Step(
        title=_("Take a service on"),
        form=sharing_forms.TakeOnForm,
        act=_unsigned(sharing.offer_to_take_on),
        teams=_AFTER_QUORUM,
    ),
}
