"""Practices as documents; a practice that not everybody may read has none."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from django.db.models import Model
from django.utils.timezone import localdate
from treebeard.mp_tree import MP_Node

from portal.organisations.models import Area, ClientGroup, Organisation, Sector
from portal.practices.enums import EasyRead
from portal.practices.facets import NOT_STATED
from portal.practices.models import Beneficiary, PracticePage, Theme
from portal.practices.models.practice import NARRATIVE_FIELDS
from portal.practices.naming import WITH_NAMED_PARTNERS
from search.documents.prior import prior_of
from search.models import Embedding
from search.models.outbox import Entity
from search.port import Document, Meaning

PUBLIC = ("public",)
_CHUNK = 500
_ID_BITS = 31


@dataclass(frozen=True, kw_only=True)
class _Terms:
    """What a practice is filed under in one vocabulary: values to filter by, names to search."""

    values: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()


class _Links:
    """The many-to-many rows of a set of pages in one vocabulary, read with two queries."""

    def __init__(self, field: str, model: type[Model], page_ids: Collection[int]) -> None:
        through = PracticePage._meta.get_field(field).remote_field.through
        target = f"{model._meta.model_name}_id"
        pairs = through.objects.filter(practicepage_id__in=page_ids).order_by("pk")
        self._targets: dict[int, list[int]] = defaultdict(list)
        for page_id, target_id in pairs.values_list("practicepage_id", target):
            self._targets[page_id].append(target_id)

    def targets(self, page_id: int) -> list[int]:
        """Primary keys that the page is linked to."""
        return self._targets[page_id]


class _Tree:
    """A tree vocabulary in memory: each row brings its ancestors with it."""

    def __init__(self, model: type[MP_Node]) -> None:
        rows = list(model.objects.all())
        self._step = model.steplen
        self._path_of = {row.pk: row.path for row in rows}
        self._row_at = {row.path: row for row in rows}

    def terms(self, keys: Iterable[int]) -> _Terms:
        """Values and names of the rows and of everything above them, each once, top first."""
        paths = sorted(
            {
                path[:length]
                for path in map(self._path_of.__getitem__, keys)
                for length in range(self._step, len(path) + 1, self._step)
            }
        )
        rows = [self._row_at[path] for path in paths]
        return _Terms(
            values=tuple(row.slug for row in rows),
            names=tuple(row.name for row in rows),
            descriptions=tuple(getattr(row, "description", "") for row in rows),
        )


class _List:
    """A flat vocabulary in memory."""

    def __init__(self, model: type[Model]) -> None:
        self._rows = {
            pk: (slug, name)
            for pk, slug, name in model._default_manager.values_list("pk", "slug", "name")
        }

    def terms(self, keys: Iterable[int]) -> _Terms:
        """Values and names of the rows, in the order in which they were given."""
        rows = [self._rows[key] for key in keys]
        return _Terms(
            values=tuple(slug for slug, _name in rows), names=tuple(name for _slug, name in rows)
        )


class _Organisations:
    """The organisations of a set of pages with every name that they are or were known by."""

    def __init__(self, keys: Collection[int]) -> None:
        rows = Organisation.objects.filter(pk__in=keys).prefetch_related("other_names")
        self._rows = {row.pk: row for row in rows}

    def terms(self, keys: Iterable[int]) -> _Terms:
        """Values of the organisations, and all their names."""
        rows = [self._rows[key] for key in dict.fromkeys(keys)]
        return _Terms(
            values=tuple(row.slug for row in rows),
            names=tuple(
                name
                for row in rows
                for name in (row.name, *(other.name for other in row.other_names.all()))
            ),
        )


def practice_documents(versions: Mapping[int, int]) -> dict[int, Document]:
    """Page id -> document for the ids of offered pages: live, public and not archived.

    Args:
        versions: page id -> version to give its document. Read it before the pages are read, so
            that a document is never older than its version says.
    """
    pages = list(
        PracticePage.objects.offered()
        .filter(pk__in=list(versions))
        .select_related("lead_organisation", "easy_read")
        .prefetch_related("claims", "findings", *WITH_NAMED_PARTNERS)
        .order_by("pk")
    )
    terms = _terms_of(pages)
    meanings = _meanings_of([page.pk for page in pages])
    today = localdate()
    return {
        page.pk: Document(
            id=str(page.pk),
            version=versions[page.pk],
            visibility=PUBLIC,
            texts=_texts(page, terms[page.pk]),
            keywords=_keywords(page, terms[page.pk]),
            newest=_newest(page),
            meanings=meanings.get(page.pk, ()),
            prior=prior_of(page, on=today),
        )
        for page in pages
    }


def public_practice_ids() -> Iterator[int]:
    """Ids of all live and public practices that are not archived, in ascending order."""
    public = PracticePage.objects.offered()
    pages = public.order_by("pk").values_list("pk", flat=True)
    return iter(pages.iterator(chunk_size=_CHUNK))


def all_practice_documents() -> Iterator[Document]:
    """A document of every live and public practice, all of version 1, read in chunks."""
    ids = public_practice_ids()
    while chunk := list(islice(ids, _CHUNK)):
        yield from practice_documents(dict.fromkeys(chunk, 1)).values()


def _terms_of(pages: Collection[PracticePage]) -> dict[int, dict[str, _Terms]]:
    page_ids = [page.pk for page in pages]
    organisation_ids = {page.pk: [each.pk for each in page.organisations] for page in pages}
    organisations = _Organisations({key for keys in organisation_ids.values() for key in keys})
    vocabularies: dict[str, tuple[_Links, _Tree | _List]] = {
        "theme": (_Links("themes", Theme, page_ids), _Tree(Theme)),
        "area": (_Links("areas", Area, page_ids), _Tree(Area)),
        "client_group": (_Links("client_groups", ClientGroup, page_ids), _List(ClientGroup)),
        "sector": (_Links("sectors", Sector, page_ids), _List(Sector)),
        "gains": (_Links("gains", Beneficiary, page_ids), _List(Beneficiary)),
    }
    return {
        page.pk: {
            "organisation": organisations.terms(organisation_ids[page.pk]),
            **{
                name: vocabulary.terms(links.targets(page.pk))
                for name, (links, vocabulary) in vocabularies.items()
            },
        }
        for page in pages
    }


def _meanings_of(page_ids: Collection[int]) -> dict[int, tuple[Meaning, ...]]:
    rows = Embedding.objects.filter(entity=Entity.PRACTICE, object_id__in=page_ids)
    found: dict[int, tuple[Meaning, ...]] = defaultdict(tuple)
    for row in rows.order_by("model"):
        meaning = Meaning(model=row.model, dimensions=row.dimensions, rows=bytes(row.rows))
        found[row.object_id] += (meaning,)
    return found


def _texts(page: PracticePage, terms: Mapping[str, _Terms]) -> dict[str, str]:
    narrative = (getattr(page, name) for name in (*NARRATIVE_FIELDS, "cost_and_staff_time"))
    claims = (str(claim) for claim in page.claims.all())
    findings = (finding.text for finding in page.findings.all())
    labels = dict.fromkeys(name for group in terms.values() for name in group.names)
    return {
        "title": page.title,
        "summary": page.summary,
        "body": "\n".join(filter(None, (*narrative, *claims, *findings))),
        "labels": "\n".join((*labels, page.reference)),
        # The words that explain a theme are often those of a reader who does not know its name.
        "subjects": "\n".join(filter(None, terms["theme"].descriptions)),
    }


def _keywords(page: PracticePage, terms: Mapping[str, _Terms]) -> dict[str, tuple[str, ...]]:
    lead = page.lead_organisation
    keywords = {
        "theme": terms["theme"].values,
        "area": terms["area"].values,
        "client_group": terms["client_group"].values,
        "sector": terms["sector"].values,
        "stage": (page.stage,),
        "evidence": (page.evidence_level,),
        "legal_form": (lead.legal_form_slug if lead else "",),
        "kind_of_change": (page.kind_of_change,),
        "cost_band": (page.cost_band,),
        "started": (page.start_year,),
        "easy_read": (EasyRead.of(page.has_easy_read).value,),
        "organisation": terms["organisation"].values,
    }
    # Said in so many words, because an engine cannot look for what is not there.
    return {name: tuple(filter(None, values)) or (NOT_STATED,) for name, values in keywords.items()}


def _newest(page: PracticePage) -> int:
    # Seconds since 1970 in the upper bits and the id in the lower ones: later is larger, and no
    # two practices are equal even when an import published them within one second.
    published_at = page.first_published_at or page.latest_revision_created_at
    seconds = int(published_at.timestamp()) if published_at else 0
    return (seconds << _ID_BITS) + int(page.pk)
