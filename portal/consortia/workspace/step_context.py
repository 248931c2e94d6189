"""What the page of a step shows beside its form, and what the form holds at first."""

from typing import Any

from django.utils.translation import gettext as _

from portal.consortia.models import Seat
from portal.consortia.workspace.legal_forms import GUIDE
from portal.consortia.workspace.lesson_practice import members_to_name
from portal.consortia.workspace.pledges import pledges_of
from portal.consortia.workspace.selectors import lead_of, newest_terms
from portal.consortia.workspace.terms import changes_of, sections_of

_OWN_PAGES = {
    "confidentiality": "confidentiality",
    "checklist": "checklist",
    "terms": "terms",
    "sign": "signing",
    "authorise": "signing",
    "legal-form": "legal_form",
    "hours": "hours",
    "continuity": "continuity",
    "take-on": "continuity",
    "lessons": "lessons",
}


def context_of(key: str, own: Seat) -> dict[str, Any]:
    """What the step's page shows; ``page`` names its template."""
    context: dict[str, Any] = {"page": _OWN_PAGES.get(key, "step")}
    if key in ("sign", "authorise"):
        context |= _signing_context(own)
    elif key == "terms":
        context["versions"] = own.consortium.terms.select_related("written_for__organisation")
        context["versions"] = context["versions"].order_by("-number")
    elif key == "legal-form":
        context["guide"] = GUIDE
    elif key == "hours":
        context |= _hours_context(own)
    elif key in ("continuity", "take-on"):
        notices = own.consortium.continuity_notices.select_related(
            "seat__organisation", "service_type", "area"
        )
        notices = notices.prefetch_related("offers__seat__organisation").order_by("-posted_at")
        context["notices"] = notices
        context["asks_for_ending"] = key == "continuity"
        context["may_take_on"] = any(notice.seat_id != own.pk for notice in notices)
    elif key == "lessons":
        context["named"] = members_to_name(own)
    return context


def _signing_context(own: Seat) -> dict[str, Any]:
    terms = newest_terms(own.consortium)
    if terms is None:
        return {}
    return {
        "terms": terms,
        "sections": sections_of(terms),
        "changes": changes_of(terms),
        "lead": lead_of(own.consortium).organisation,
    }


def _hours_context(own: Seat) -> dict[str, Any]:
    pledges = pledges_of(own.consortium)
    minimum = own.consortium.minimum_monthly_hours
    mine = next((seat.pledge for seat in pledges.seats if seat.pk == own.pk), None)
    return {
        "minimum": minimum,
        "mine": mine,
        "total": pledges.total,
        "is_reached": pledges.total is not None and pledges.total >= (minimum or 0),
        "shown": pledges.seats if pledges.are_all_shown else (),
    }


def initial_of(key: str, own: Seat) -> dict[str, Any]:
    """What the form holds before anything is typed."""
    consortium = own.consortium
    if key == "checklist":
        return {row.question: row.answer for row in own.checklist.all()}
    if key == "terms":
        newest = consortium.terms.order_by("-number").first()
        return dict(newest.sections) if newest else {"lead": _lead_sentence(own)}
    if key in ("sign", "authorise"):
        terms = newest_terms(consortium)
        return {"sha256": terms.sha256 if terms else ""}
    if key == "minimum":
        return {"monthly_hours": consortium.minimum_monthly_hours}
    kept: dict[str, dict[str, Any]] = {
        "reason": {"reason": consortium.reason_to_bid_together},
        "legal-form": {
            "legal_form": consortium.legal_form,
            "cqc_answer": consortium.cqc_answer,
        },
        "outcome": {"outcome": consortium.outcome},
        "lessons": {"lessons": consortium.lessons, "may_be_named": own.may_be_named},
    }
    return kept.get(key, {})


def _lead_sentence(own: Seat) -> str:
    lead = lead_of(own.consortium).organisation.name
    return _("%(lead)s leads the bid and speaks to the buyer.") % {"lead": lead}
