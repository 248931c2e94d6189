"""What practices state, fact by fact in words: one list for tables, spreadsheets and print."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model, Prefetch
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.practices.enums import EasyRead
from portal.practices.models import PracticePage
from portal.practices.naming import WITH_NAMED_PARTNERS
from portal.practices.querysets import PracticeQuerySet
from portal.practices.sources import credit_line

RELATIONS = (
    *WITH_NAMED_PARTNERS,
    *("sectors", "areas", "themes", "client_groups", "gains", "claims", "sources"),
)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One thing a practice may state; `read` gives it in words, empty where it does not."""

    key: str
    label: str | Promise
    read: Callable[[PracticePage], str]

    def of(self, practice: PracticePage) -> str:
        """What the practice states, or the words for its silence."""
        return self.read(practice).strip() or _("Not stated")


def with_facts(practices: PracticeQuerySet) -> PracticeQuerySet:
    """The practices with all that facts are read from, in eleven queries however many there are,
    and one more where an archived one names its successor; a hidden successor is as none.
    """
    successors = Prefetch("successor", PracticePage.objects.visible_to_all())
    ready: PracticeQuerySet = practices.select_related(
        "lead_organisation", "easy_read"
    ).prefetch_related(*RELATIONS, successors)
    return ready


def _names(relation: str) -> Callable[[PracticePage], str]:
    # In one order, so that equal lists read the same.
    return lambda practice: _joined(sorted(getattr(practice, relation).all(), key=str))


def _joined(rows: Iterable[Model]) -> str:
    return "; ".join(map(str, rows))


def _own(field: str) -> Callable[[PracticePage], str]:
    return lambda practice: str(getattr(practice, field))


def _organisations(practice: PracticePage) -> str:
    return _joined(practice.organisations)


def _legal_form(practice: PracticePage) -> str:
    lead = practice.lead_organisation
    return lead.legal_form if lead else ""


def _evidence(practice: PracticePage) -> str:
    return f"{practice.get_evidence_level_display()}. {practice.evidence_sentence}"


def _easy_read(practice: PracticePage) -> str:
    return str(EasyRead.of(practice.has_easy_read).label)


def _upkeep(practice: PracticePage) -> str:
    if practice.archived_on:
        told = _("Archived on %(day)s: %(reason)s.") % {
            "day": formats.date_format(practice.archived_on, "j F Y"),
            "reason": practice.get_archive_reason_display(),
        }
        successor = practice.successor
        return f"{told} {_('Read instead: %s') % successor}" if successor else told
    review_by = practice.review_by_date
    day = formats.date_format(review_by, "j F Y") if review_by else ""
    return _("To be reviewed by %(day)s") % {"day": day} if day else ""


def _claims(practice: PracticePage) -> str:
    return _joined(claim.in_words for claim in practice.claims.all())


def _sources(practice: PracticePage) -> str:
    return "; ".join(credit_line(source) for source in practice.sources.all())


FACTS: tuple[Fact, ...] = (
    Fact(key="organisations", label=gettext_lazy("Who does it"), read=_organisations),
    Fact(key="legal_form", label=gettext_lazy("Organisation form"), read=_legal_form),
    Fact(key="sectors", label=gettext_lazy("Sector"), read=_names("sectors")),
    Fact(key="areas", label=gettext_lazy("Where"), read=_names("areas")),
    Fact(key="themes", label=gettext_lazy("Themes"), read=_names("themes")),
    Fact(key="client_groups", label=gettext_lazy("Who it is for"), read=_names("client_groups")),
    Fact(key="gains", label=gettext_lazy("Who gains"), read=_names("gains")),
    Fact(
        key="stage",
        label=gettext_lazy("Stage"),
        read=lambda practice: practice.get_stage_display(),
    ),
    Fact(
        key="kind_of_change",
        label=gettext_lazy("Kind of change"),
        read=lambda practice: practice.get_kind_of_change_display(),
    ),
    Fact(key="evidence", label=gettext_lazy("Evidence"), read=_evidence),
    Fact(
        key="cost_band",
        label=gettext_lazy("What it costs in the first year"),
        read=lambda practice: practice.get_cost_band_display(),
    ),
    Fact(key="started", label=gettext_lazy("Started"), read=_own("started_in_words")),
    Fact(key="as_of", label=gettext_lazy("Facts as of"), read=_own("as_of_in_words")),
    Fact(key="upkeep", label=gettext_lazy("Kept up to date"), read=_upkeep),
    Fact(key="easy_read", label=gettext_lazy("Easy Read"), read=_easy_read),
    Fact(key="claims", label=gettext_lazy("Figures"), read=_claims),
)
"""In the order in which a reader weighs them up."""

STORY: tuple[Fact, ...] = (
    Fact(key="problem", label=gettext_lazy("What is the problem?"), read=_own("problem")),
    Fact(key="what_is_done", label=gettext_lazy("What is done?"), read=_own("what_is_done")),
    Fact(key="results", label=gettext_lazy("What changed?"), read=_own("results")),
    Fact(
        key="what_did_not_work",
        label=gettext_lazy("What did not work?"),
        read=_own("what_did_not_work"),
    ),
    Fact(
        key="cost_and_staff_time",
        label=gettext_lazy("Cost and staff time"),
        read=_own("cost_and_staff_time"),
    ),
)
"""The parts of the story that help to choose between practices."""

CREDITS: tuple[Fact, ...] = (
    Fact(key="sources", label=gettext_lazy("Where this comes from"), read=_sources),
    Fact(key="licence", label=gettext_lazy("Licence"), read=_own("licence")),
)
"""Who says so, and on what terms it may be used."""
