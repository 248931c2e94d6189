"""Synonyms and spelling that are live without a rebuild."""

import pytest
from django.utils import timezone

from search.language import LanguageCache
from search.models import SynonymGroup, SynonymTerm
from search.models.synonyms import SynonymKind
from search.services.drain_outbox import drain_outbox
from search.text import stems
from tests.factories.practices import PracticePageFactory

pytestmark = pytest.mark.django_db


def add_rule(*terms, kind=SynonymKind.EQUAL):
    group = SynonymGroup(kind=kind)
    group.terms = [SynonymTerm(text=term) for term in terms]
    group.save()
    return group


def labels(language, text):
    return {wording.label for wording in language.synonyms.wordings_of(stems(text))}


@pytest.fixture
def cache(engine, rebuild):
    PracticePageFactory(title="Volunteer drivers")
    rebuild()
    return LanguageCache()


class TestSynonyms:
    def test_are_live_as_soon_as_a_rule_is_added_changed_switched_off_or_deleted(
        self, cache, engine
    ):
        assert labels(cache.language(engine), "lifts") == set()

        group = add_rule("lifts", "rides")
        assert labels(cache.language(engine), "lifts") == {"rides"}

        group.terms.add(SynonymTerm(text="transport"))
        group.save()
        assert labels(cache.language(engine), "lifts") == {"rides", "transport"}

        group.is_active = False
        group.save()
        assert labels(cache.language(engine), "lifts") == set()

        group.is_active = True
        group.save()
        group.delete()
        assert labels(cache.language(engine), "lifts") == set()

    def test_are_read_once_while_nothing_changes(self, cache, engine, django_assert_num_queries):
        first = cache.language(engine)

        with django_assert_num_queries(2):  # One stamp each of rules and index.
            assert cache.language(engine) is first


class TestCorrector:
    def test_knows_the_words_of_the_index(self, cache, engine):
        assert cache.language(engine).corrector.correction("volenteer") == "volunteer"

    def test_learns_the_words_of_what_was_indexed_since(self, cache, engine, monkeypatch):
        monkeypatch.setattr("search.language.RELOAD_SHARE", 0)
        assert cache.language(engine).corrector.correction("meadoow") is None
        PracticePageFactory(title="Meadow")

        drain_outbox(at=timezone.now(), engine=engine)

        assert cache.language(engine).corrector.correction("meadoow") == "meadow"

    def test_keeps_its_words_a_while_when_they_are_dear_to_read(self, cache, engine, monkeypatch):
        monkeypatch.setattr("search.language.RELOAD_SHARE", 1_000_000)
        cache.language(engine)
        PracticePageFactory(title="Meadow")

        drain_outbox(at=timezone.now(), engine=engine)

        assert cache.language(engine).corrector.correction("meadoow") is None

    def test_leaves_alone_a_word_that_was_indexed_since_its_words_were_read(
        self, cache, engine, monkeypatch
    ):
        monkeypatch.setattr("search.language.RELOAD_SHARE", 1_000_000)
        assert cache.language(engine).corrector.correction("volunteen") == "volunteer"
        PracticePageFactory(title="Volunteen days")

        drain_outbox(at=timezone.now(), engine=engine)

        assert cache.language(engine).corrector.correction("volunteen") is None

    def test_learns_the_words_of_a_rebuilt_index_at_once(self, cache, engine, rebuild):
        cache.language(engine)
        PracticePageFactory(title="Meadow")

        rebuild()

        assert cache.language(engine).corrector.correction("meadoow") == "meadow"

    def test_leaves_alone_what_a_rule_protects_or_knows(self, cache, engine):
        add_rule("volunter", kind=SynonymKind.NEVER_CORRECT)
        add_rule("draivers", "chauffeurs")

        corrector = cache.language(engine).corrector

        assert corrector.correction("volunter") is None
        assert corrector.correction("draivers") is None
