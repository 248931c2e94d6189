"""The sentence that explains an evidence level: who measured what, how and when, as declared."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.common.partial_dates import in_words
from portal.practices.enums import (
    Comparison,
    Effect,
    EvidenceBasis,
    EvidenceLevel,
    MeasuredBy,
    Method,
)

_DID_NOT_WORK = gettext_lazy("It was tried and did not work as hoped, which is worth knowing.")
_RESTS_ON = {
    EvidenceBasis.EXTERNAL: gettext_lazy(
        "A regulator or a separate study confirms part of it, but no measured change is named."
    ),
    EvidenceBasis.MEASURED: gettext_lazy(
        "It was measured, but the change, the method or the date is not stated."
    ),
    EvidenceBasis.REPORTED: gettext_lazy("Results are reported. No way of measuring is named."),
    EvidenceBasis.EMERGING: gettext_lazy("It is being tried; there is no result yet."),
    EvidenceBasis.NEGATIVE: _DID_NOT_WORK,
    EvidenceBasis.PROPOSED: gettext_lazy("It is an idea or a plan; nobody has tried it here yet."),
    EvidenceBasis.NOT_STATED: gettext_lazy("The source does not say what this rests on."),
}
_SENTENCES = {
    EvidenceLevel.MEASURED: gettext_lazy(
        "%(who)s measured a change for the better through %(how)s, as of %(when)s%(compared)s. "
        "It does not show what caused the change."
    ),
    EvidenceLevel.COMPARED: gettext_lazy(
        "%(who)s found a change for the better through %(how)s, as of %(when)s%(compared)s. "
        "Nobody independent has confirmed it elsewhere yet."
    ),
    EvidenceLevel.CONFIRMED: gettext_lazy(
        "%(who)s found a change for the better through %(how)s, as of %(when)s%(compared)s. "
        "An independent study of a repeat elsewhere found a change for the better too."
    ),
    EvidenceLevel.REPEATABLE: gettext_lazy(
        "%(who)s found a change for the better through %(how)s, as of %(when)s%(compared)s. "
        "An independent study of a repeat elsewhere found one too, and a manual says how to do it "
        "the same way again."
    ),
    EvidenceLevel.NOT_STATED: gettext_lazy("It does not yet say what is done and why it matters."),
}
_NO_EFFECT = {
    Effect.NONE: gettext_lazy(
        "%(who)s found no change through %(how)s, as of %(when)s%(compared)s. That is worth "
        "knowing."
    ),
    Effect.WORSE: gettext_lazy(
        "%(who)s found a change for the worse through %(how)s, as of %(when)s%(compared)s. That is "
        "worth knowing."
    ),
}
_DID_NOT_WORK_AND_STOPPED = gettext_lazy(
    "It was tried, did not work as hoped and has stopped, which is worth knowing."
)
_STOPPED = gettext_lazy("It was tried and has stopped. What was learned is worth knowing.")
_COMPARED = {
    Comparison.CONTROL_GROUP: gettext_lazy(
        ", compared with a group chosen by lot that did not take part"
    ),
    Comparison.COMPARISON_GROUP: gettext_lazy(
        ", compared with a similar group that did not take part"
    ),
    Comparison.BEFORE_AND_AFTER: gettext_lazy(", comparing before and after"),
    Comparison.NONE: gettext_lazy(", with nobody to compare with"),
    Comparison.NOT_STATED: "",
}
_HOW = {
    Method.SURVEY: gettext_lazy("a survey or questionnaire"),
    Method.INTERVIEWS: gettext_lazy("interviews"),
    Method.RECORDS: gettext_lazy("records"),
    Method.INSPECTION: gettext_lazy("inspections"),
    Method.OTHER: gettext_lazy("another method that it names"),
}


def evidence_sentence(
    *, level: EvidenceLevel, basis: EvidenceBasis, grounds: Mapping[str, str], organisation: str
) -> str:
    """One sentence or two for page, card and mail that say why the evidence has its level.

    `grounds` is `Assessment.grounds`: the measurement that decided, or nothing. `organisation` is
    the name of the one that leads, or empty.
    """
    words = _words_of(grounds, organisation) if grounds else {}
    return str(_template(level, basis, grounds)) % words


def _template(level: EvidenceLevel, basis: EvidenceBasis, grounds: Mapping[str, str]) -> object:
    is_negative = basis == EvidenceBasis.NEGATIVE
    if level is EvidenceLevel.STOPPED:
        return _DID_NOT_WORK_AND_STOPPED if is_negative else _STOPPED
    if level is EvidenceLevel.NO_EFFECT:
        return _NO_EFFECT[Effect(grounds["effect"])] if grounds else _DID_NOT_WORK
    if level is EvidenceLevel.DESCRIBED:
        # The words of the level say already that it tells what and why.
        return _RESTS_ON[basis]
    return _SENTENCES[level]


def _words_of(grounds: Mapping[str, str], organisation: str) -> dict[str, object]:
    who = {
        MeasuredBy.ORGANISATION: organisation or _("The organisation"),
        MeasuredBy.REGULATOR: _("The regulator"),
        MeasuredBy.INDEPENDENT: _("An independent body"),
    }
    return {
        "who": who[MeasuredBy(grounds["measured_by"])],
        "how": _HOW[Method(grounds["method"])],
        "when": in_words(grounds["as_of"]),
        "compared": _COMPARED[Comparison(grounds["comparison"])],
    }
