"""Brings an index that is not in use yet level with the database, and checks that it is."""

from collections.abc import Collection
from dataclasses import replace

from search.corpora import Corpus, corpus_of
from search.models import OutboxEntry
from search.plan.build import plan_for_text
from search.plan.correction import Corrector, SpellingIndex
from search.plan.synonyms import SynonymTable
from search.port import SearchEngine
from search.services.bring_up_to_date import bring_up_to_date
from search.services.replacement import Clock, ReplacementError, keep_alive
from search.services.verify_index import Expected, compare_index, expected_now

CHUNK = 500
ROUNDS = 20
"""How often to look again; a round takes milliseconds when little has changed."""
SAMPLES = 20
"""Documents that are searched for by their titles before the index is put in use."""


def prove_index(new: SearchEngine, *, name: str, clock: Clock) -> None:
    """Write what waits into the index, compare it with the database, and mend what differs.

    What changes meanwhile is written to it by the drains. What waits goes on waiting: the index
    in use, which may rest, needs it too. Documents that the engine refuses are left to the drain.

    Raises:
        ReplacementError: it still differs, or things are not found by their own titles.
        SearchUnavailableError: the engine cannot answer or write.
    """
    corpus = corpus_of(new)
    refused: set[int] = set()
    for _round in range(ROUNDS):
        since = expected_now(corpus)
        refused |= _catch_up(new, name=name, clock=clock)
        report = compare_index(new, since=since)
        wrong = report.wrong - refused
        if not wrong:
            break
        refused |= _bring(new, wrong, name=name, clock=clock)
    else:
        raise ReplacementError(
            "The new index differs from the database and was not put in use: "
            f"{len(report.missing)} missing, {len(report.surplus)} surplus, "
            f"{len(report.stale)} stale. The old one is still in use."
        )
    unfound = _not_found_by_title(new, since) - refused
    if unfound:
        raise ReplacementError(
            f"The new index does not find {corpus.entity} {min(unfound)} by its title, and was not "
            "put in use. The old one is still in use."
        )


def _catch_up(new: SearchEngine, *, name: str, clock: Clock) -> set[int]:
    written: dict[int, int] = {}
    refused: set[int] = set()
    for _round in range(ROUNDS):
        pending = _pending(corpus_of(new))
        due = [key for key, version in pending.items() if written.get(key) != version]
        if not due:
            break
        refused |= _bring(new, due, name=name, clock=clock)
        written |= pending
    return refused


def _bring(new: SearchEngine, ids: Collection[int], *, name: str, clock: Clock) -> set[int]:
    wanted = sorted(ids)
    refused: set[int] = set()
    for start in range(0, len(wanted), CHUNK):
        brought = bring_up_to_date(wanted[start : start + CHUNK], into=new, at=clock())
        refused |= {int(failure.id) for failure in brought.failures}
        keep_alive(corpus_of(new).entity, name=name, at=clock())
    return refused


def _pending(corpus: Corpus) -> dict[int, int]:
    pending = OutboxEntry.objects.filter(entity=corpus.entity).pending()
    return dict(pending.values_list("object_id", "version"))


def _not_found_by_title(new: SearchEngine, since: Expected) -> set[int]:
    corpus = corpus_of(new)
    ids = list(corpus.public_ids())
    samples = corpus.documents(dict.fromkeys(ids[:: max(1, len(ids) // SAMPLES)], 0))
    missed = {pk for pk, one in samples.items() if not _is_found(new, pk, one.texts["title"])}
    versions = expected_now(corpus).versions
    return {key for key in missed if versions.get(key) == since.versions.get(key)}


def _is_found(new: SearchEngine, pk: int, title: str) -> bool:
    words = plan_for_text(title, synonyms=SynonymTable(), corrector=Corrector(SpellingIndex({})))
    if not words.concepts:
        return True
    return new.search(replace(words, ids=(str(pk),), size=1)).total == 1
