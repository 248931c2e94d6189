"""Grows the library to a size with practices made from the shapes and words of the real ones."""

import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from wagtail.models import Page

from portal.organisations.models import Area, ClientGroup, Organisation, Sector
from portal.practices.models import ImpactClaim, PracticeLibraryPage, PracticePage, Theme
from portal.practices.models.practice import NARRATIVE_FIELDS
from search.text import words

PER_TRANSACTION = 1_000
RARE_SHARE = 0.1
"""Share of the running words that come from the long tail, as names and terms of one place do."""
RARE_WORDS = 30_000
SENTENCE = (8, 20)
_VOCABULARIES = {
    "themes": Theme,
    "areas": Area,
    "sectors": Sector,
    "client_groups": ClientGroup,
}
_OWN_VALUES = frozenset({"page_ptr", "reference", "summary", "lead_organisation", "successor"})


@dataclass(frozen=True)
class Shape:
    """One real practice: how many words each text has, and how many rows it is filed under."""

    practice: PracticePage
    lengths: dict[str, int]
    links: dict[str, int]
    claims: tuple[ImpactClaim, ...]


class Wording:
    """Words as often as the real practices use them, with invented rare ones by Zipf's law."""

    def __init__(self, practices: Sequence[PracticePage], rng: random.Random) -> None:
        self._rng = rng
        texts = (getattr(page, name) for page in practices for name in ("title", "summary"))
        narratives = (getattr(page, name) for page in practices for name in NARRATIVE_FIELDS)
        self._common = [word for text in (*texts, *narratives) for word in words(text)]
        letters = "abcdefghilmnoprstu"
        self._rare = ["".join(rng.choices(letters, k=5 + n % 6)) for n in range(RARE_WORDS)]
        self._weights = list(accumulate(1 / rank for rank in range(1, RARE_WORDS + 1)))

    def text(self, count: int) -> str:
        """So many words, in sentences."""
        rare = {n for n in range(count) if self._rng.random() < RARE_SHARE}
        chosen = self._rng.choices(self._common, k=count)
        invented = iter(self._rng.choices(self._rare, cum_weights=self._weights, k=len(rare)))
        mixed = [next(invented) if n in rare else word for n, word in enumerate(chosen)]
        return " ".join(self._sentences(mixed))

    def _sentences(self, mixed: list[str]) -> Iterator[str]:
        while mixed:
            length = self._rng.randint(*SENTENCE)
            sentence, mixed = mixed[:length], mixed[length:]
            yield f"{' '.join(sentence).capitalize()}."


def grow_library(size: int, *, seed: int, at: datetime) -> None:
    """Add live practices until there are `size`; the same seed gives the same ones.

    Rows are written in bulk, past Wagtail's signals: the index has to be rebuilt afterwards.
    """
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    practices = list(PracticePage.objects.live().order_by("pk"))
    wording = Wording(practices, rng)
    shapes = [_shape(page) for page in practices]
    keys = {
        name: list(model._default_manager.order_by("pk").values_list("pk", flat=True))
        for name, model in {**_VOCABULARIES, "organisations": Organisation}.items()
    }
    library = PracticeLibraryPage.objects.get()
    for first in range(len(practices), size, PER_TRANSACTION):
        count = min(PER_TRANSACTION, size - first)
        chosen = rng.choices(shapes, k=count)
        _write(chosen, library=library, wording=wording, rng=rng, keys=keys, at=at)


def _shape(page: PracticePage) -> Shape:
    texts = ("title", "summary", *NARRATIVE_FIELDS, "cost_and_staff_time")
    return Shape(
        practice=page,
        lengths={name: len(words(getattr(page, name))) for name in texts},
        links={name: getattr(page, name).count() for name in _VOCABULARIES},
        claims=tuple(page.claims.all()),
    )


@transaction.atomic
def _write(
    shapes: Sequence[Shape],
    *,
    library: PracticeLibraryPage,
    wording: Wording,
    rng: random.Random,
    keys: dict[str, list[int]],
    at: datetime,
) -> None:
    pages = Page.objects.bulk_create(_pages(shapes, library, wording, rng, at))
    rows = [
        _own_values(page, shape, wording, rng.choice(keys["organisations"]))
        for page, shape in zip(pages, shapes, strict=True)
    ]
    _insert(PracticePage, rows)
    for name in _VOCABULARIES:
        _link(name, pages, [_some(rng, keys[name], shape.links[name]) for shape in shapes])
    ImpactClaim.objects.bulk_create(
        _claim(claim, page, wording)
        for page, shape in zip(pages, shapes, strict=True)
        for claim in shape.claims
    )
    Page.objects.filter(pk=library.pk).update(numchild=library.get_children().count())


def _pages(
    shapes: Sequence[Shape],
    library: PracticeLibraryPage,
    wording: Wording,
    rng: random.Random,
    at: datetime,
) -> Iterator[Page]:
    last = library.get_last_child()
    number = Page._str2int(last.path[-Page.steplen :])
    for place, shape in enumerate(shapes, start=number + 1):
        slug = uuid.UUID(int=rng.getrandbits(128)).hex
        published_at = at - timedelta(minutes=rng.randrange(3 * 365 * 24 * 60))
        yield Page(
            path=Page._get_path(library.path, last.depth, place),
            depth=last.depth,
            title=wording.text(shape.lengths["title"]).rstrip("."),
            draft_title="-",
            slug=slug,
            url_path=f"{library.url_path}{slug}/",
            content_type=last.content_type,
            locale_id=last.locale_id,
            live=True,
            first_published_at=published_at,
            last_published_at=published_at,
        )


def _own_values(page: Page, shape: Shape, wording: Wording, organisation: int) -> dict[str, Any]:
    kept = {
        field.attname: getattr(shape.practice, field.attname)
        for field in PracticePage._meta.local_concrete_fields
        if field.name not in _OWN_VALUES
    }
    narrative = {
        name: wording.text(shape.lengths[name])
        for name in (*NARRATIVE_FIELDS, "cost_and_staff_time")
    }
    return {
        **kept,
        **narrative,
        "page_ptr_id": page.pk,
        "reference": "",
        "summary": wording.text(shape.lengths["summary"])[:250],
        "lead_organisation_id": organisation,
        "successor_id": None,
    }


def _insert(model: type[Model], rows: Sequence[dict[str, Any]]) -> None:
    # Django's bulk_create does not write the child table of a model with parents.
    fields = model._meta.local_concrete_fields
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    values = [
        [field.get_db_prep_save(row[field.attname], connection) for field in fields] for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", values)  # noqa: S608 - names of the model's own table


def _link(name: str, pages: Sequence[Page], targets: Sequence[Sequence[int]]) -> None:
    field = PracticePage._meta.get_field(name)
    through = field.remote_field.through
    source, target = field.m2m_column_name(), field.m2m_reverse_name()
    through._default_manager.bulk_create(
        through(**{source: page.pk, target: key})
        for page, some in zip(pages, targets, strict=True)
        for key in some
    )


def _some(rng: random.Random, keys: Sequence[int], count: int) -> list[int]:
    return rng.sample(keys, min(count, len(keys)))


def _claim(claim: ImpactClaim, page: Page, wording: Wording) -> ImpactClaim:
    values = {
        field.attname: getattr(claim, field.attname)
        for field in ImpactClaim._meta.local_concrete_fields
        if field.name not in {"id", "practice", "what_changed"}
    }
    return ImpactClaim(
        **values, practice_id=page.pk, what_changed=wording.text(len(words(claim.what_changed)))
    )
