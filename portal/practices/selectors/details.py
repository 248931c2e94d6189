"""Everything that a practice's own page shows, in eight queries for a published practice."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from portal.practices.enums import Addressee, FindingKind, MeasuredBy, Stage
from portal.practices.models import Finding, ImpactClaim, PracticePage
from portal.practices.models.practice import NARRATIVE_FIELDS
from portal.practices.selectors.adaptations import Family, adaptation_family
from portal.practices.selectors.cards import STAGE_COLOURS
from portal.practices.selectors.links import PracticeLinks, practice_links, same_theme_practices
from portal.practices.selectors.relations import (
    PracticeRelations,
    drafted_relations,
    stored_relations,
)
from portal.practices.sources import Credit, credits_of, is_retold

SECTIONS = (*NARRATIVE_FIELDS, "cost_and_staff_time")
LESSON = "what_did_not_work"


@dataclass(frozen=True, kw_only=True)
class Section:
    """One part of the story; `is_lesson` marks what did not work."""

    id: str
    heading: str
    text: str
    is_our_reading: bool
    is_lesson: bool


@dataclass(frozen=True, kw_only=True)
class ClaimCard:
    """A figure as the claim component shows it, with the caution that readers need."""

    figure: str
    change: str
    period: str
    source: str
    caution: str


@dataclass(frozen=True, kw_only=True)
class FindingGroup:
    """Messages to one kind of reader."""

    addressee: str
    texts: list[str]


@dataclass(frozen=True, kw_only=True)
class PracticeDetails:
    """What the page shows beside the practice's own plain fields."""

    relations: PracticeRelations
    stage_colour: str
    evidence_level: str
    evidence_sentence: str
    evidence_as_of: str
    """The date of the facts, where the sentence names no date of its own."""
    sections: list[Section]
    claims: list[ClaimCard]
    barriers: list[FindingGroup]
    enablers: list[FindingGroup]
    wants: list[str]
    sources: list[Credit]
    is_retold: bool
    links: PracticeLinks
    family: Family | None
    same_theme: list[PracticePage]


def practice_details(practice: PracticePage, *, is_draft: bool = False) -> PracticeDetails:
    """Gather the page of `practice`; only practices that anybody may read are linked to.

    `is_draft` reads a draft in memory, for the editor's preview, at the price of more queries.
    """
    if is_draft:
        practice.take_evidence(practice.assess_evidence())
    relations = drafted_relations(practice) if is_draft else stored_relations(practice)
    visible = PracticePage.objects.visible_to_all()
    family = adaptation_family(practice, visible=visible)
    links = practice_links(practice, visible=visible, is_draft=is_draft)
    # The tree is drawn from what is stored: a link that a draft adds stands in words.
    is_drawn = family is not None and not is_draft
    findings, sources = list(practice.findings.all()), list(practice.sources.all())
    lead = relations.organisations[0].name if practice.lead_organisation_id else ""
    return PracticeDetails(
        relations=relations,
        stage_colour=STAGE_COLOURS[Stage(practice.stage)],
        evidence_level=practice.get_evidence_level_display(),
        evidence_as_of="" if practice.evidence_grounds else practice.as_of_in_words,
        evidence_sentence=practice.explain_evidence(organisation=lead),
        sections=_sections(practice),
        claims=[_claim_card(claim, lead) for claim in practice.claims.all()],
        barriers=_by_addressee(findings, FindingKind.BARRIER),
        enablers=_by_addressee(findings, FindingKind.ENABLER),
        wants=[finding.text for finding in findings if finding.kind == FindingKind.WANT],
        sources=credits_of(sources),
        is_retold=is_retold(sources),
        family=family,
        links=links.without_adaptations() if is_drawn else links,
        same_theme=same_theme_practices(
            practice,
            [theme.slug for theme in relations.themes],
            offered=visible.not_archived(),
        ),
    )


def _sections(practice: PracticePage) -> list[Section]:
    return [
        Section(
            id=name.replace("_", "-"),
            heading=str(practice._meta.get_field(name).verbose_name),
            text=getattr(practice, name),
            is_our_reading=name in practice.our_reading,
            is_lesson=name == LESSON,
        )
        for name in SECTIONS
        if getattr(practice, name).strip()
    ]


def _claim_card(claim: ImpactClaim, organisation: str) -> ClaimCard:
    as_of = _("as of %(date)s") % {"date": claim.as_of_in_words} if claim.as_of else ""
    period = ", ".join(filter(None, [claim.period, as_of])) or _("Date not stated")
    return ClaimCard(
        figure=claim.figure,
        change=claim.what_changed,
        period=period[:1].upper() + period[1:],
        source=_who_measured(MeasuredBy(claim.measured_by), organisation),
        caution=claim.caution[:1].upper() + claim.caution[1:],
    )


def _who_measured(measured_by: MeasuredBy, organisation: str) -> str:
    if measured_by is MeasuredBy.ORGANISATION and organisation:
        return _("%(organisation)s, its own figure") % {"organisation": organisation}
    return str(measured_by.label)


def _by_addressee(findings: Iterable[Finding], kind: FindingKind) -> list[FindingGroup]:
    order = Addressee.values
    chosen = sorted(
        (finding for finding in findings if finding.kind == kind),
        key=lambda finding: order.index(finding.addressee),
    )
    return [
        FindingGroup(
            addressee=str(Addressee(addressee).label), texts=[finding.text for finding in group]
        )
        for addressee, group in groupby(chosen, key=lambda finding: finding.addressee)
    ]
