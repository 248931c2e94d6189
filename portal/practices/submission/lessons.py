"""The page that asks with whom it was done, what helped and hindered, and where to read more."""

from collections.abc import Iterable, Sequence
from typing import Any

from crispy_forms_gds.layout import Field, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.organisations.joining.likeness import core_of
from portal.organisations.models import Organisation, OrganisationName
from portal.practices.enums import FindingKind, SourceDocument
from portal.practices.models import Finding, PracticeSource
from portal.practices.submission.drafts import Draft
from portal.practices.submission.forms import StepForm, line, story
from portal.practices.submission.place import PlaceForm

MOST_LINES = 10
LONGEST_LINE = 400
_KINDS = {
    "enablers": FindingKind.ENABLER,
    "barriers": FindingKind.BARRIER,
    "wants": FindingKind.WANT,
}


class LessonsForm(StepForm):
    """What a fuller account has besides; each answer is one short line, or several."""

    partner_names = story(
        _("Which organisations did it with you?"),
        _("One on each line, by the name that it has here. Empty if none."),
    )
    enablers = story(_("What helps?"), _("One sentence on each line."))
    barriers = story(_("What gets in the way?"), _("One sentence on each line."))
    wants = story(
        _("What do you look for?"),
        _("Such as an evaluator, a funder or a place to try it. One sentence on each line."),
    )
    source_name = line(
        _("Where is it described?"), length=200, hint=_("Such as a report, with its year.")
    )
    source_url = forms.URLField(
        label=_("Its web address"),
        max_length=200,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Enter a web address, such as https://example.org/report")},
    )

    def _questions(self) -> list[Any]:
        url = Field.text("source_url", label_size=Size.SMALL)
        return [*super()._questions()[:-1], url]

    @classmethod
    def told(cls, draft: Draft) -> dict[str, Any]:
        """The rows of the draft, spread over the fields; of sources the first that is not ours."""
        findings = draft.value("findings")
        own = next(iter(_own_sources(draft.value("sources"))), None)
        lines = {
            name: "\n".join(row.text for row in findings if row.kind == kind)
            for name, kind in _KINDS.items()
        }
        return {
            "partner_names": "\n".join(str(partner) for partner in draft.value("partners")),
            **lines,
            "source_name": own.part if own else "",
            "source_url": own.url if own else "",
        }

    def clean_partner_names(self) -> list[Organisation]:
        """The organisations that the lines name, each once."""
        names = _lines(self.cleaned_data["partner_names"])
        known = _organisations_by_core()
        unknown = [name for name in names if core_of(name) not in known]
        if unknown:
            raise forms.ValidationError(
                _("“%(name)s” is not here under this name. Copy the name from its page, or leave "
                  "it out."),
                params={"name": unknown[0][:80]},
            )  # fmt: skip
        return list(dict.fromkeys(known[core_of(name)] for name in names))

    def clean(self) -> dict[str, Any]:
        """Refuse too many or too long lines, and an address without a name."""
        data = super().clean()
        for name in _KINDS:
            lines = _lines(data.get(name, ""))
            if len(lines) > MOST_LINES:
                self.add_error(name, _("Ten lines are enough. Keep the most important ones."))
            elif any(len(text) > LONGEST_LINE for text in lines):
                self.add_error(name, _("Make each line shorter: at most 400 characters."))
        if data.get("source_url") and not data.get("source_name"):
            self.add_error("source_name", _("Say what the web address leads to."))
        return data

    def answers(self) -> dict[str, Any]:
        """Partners, findings and the one source, as the page keeps them."""
        data = self.cleaned_data
        findings = [
            Finding(kind=kind, text=text)
            for name, kind in _KINDS.items()
            for text in _lines(data[name])
        ]
        source = PracticeSource(
            document=SourceDocument.OTHER, part=data["source_name"], url=data["source_url"]
        )
        return {
            "partners": data["partner_names"],
            "findings": findings,
            "sources": [source] if data["source_name"] else [],
        }


def with_what_stands(draft: Draft, fact: str, answer: Any) -> Any:
    """The answer with what this page does not ask for: whom a finding is for, and other sources.

    Moderators may have written these; saving the page again must not lose them. Nor may it lose
    the second area or the third theme, which the page has no room for.
    """
    if fact in PlaceForm.picks:
        beyond = draft.value(fact)[len(PlaceForm.picks[fact]) :]
        return list(dict.fromkeys([*answer, *beyond]))
    if fact == "findings":
        known = {(row.kind, row.text): row for row in draft.value("findings")}
        return _in_order(known.get((row.kind, row.text), row) for row in answer)
    if fact == "sources":
        others = draft.value("sources")
        own = _own_sources(others)[:1]
        return _in_order([*answer, *(row for row in others if row not in own)])
    return answer


def _in_order(rows: Iterable[Any]) -> list[Any]:
    found = list(rows)
    for place, row in enumerate(found):
        row.sort_order = place
    return found


def _own_sources(sources: Sequence[PracticeSource]) -> list[PracticeSource]:
    return [source for source in sources if source.document == SourceDocument.OTHER]


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(filter(None, (" ".join(row.split()) for row in text.splitlines()))))


def _organisations_by_core() -> dict[str, Organisation]:
    """Every name and other name without capitals and signs -> its organisation."""
    others = OrganisationName.objects.select_related("organisation")
    found = {core_of(other.name): other.organisation for other in others}
    return found | {core_of(own.name): own for own in Organisation.objects.all()}
