"""Loads the starting synonym rules from their file into the tables that moderators edit."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from portal.users.roles import Role
from search.models import BestBet, SynonymGroup, SynonymTerm
from search.models.synonyms import SynonymKind

SYNONYMS = "common-practice/synonyms/1"
WORD_FORMS = "common-practice/word-forms/1"
PLAIN_WORDS = "common-practice/plain-words/1"
STARTING_RULES = tuple(
    Path(__file__).resolve().parents[1] / name
    for name in ("synonyms.json", "word_forms.json", "plain_words.json")
)
EDITORS = Role.MODERATOR
"""The group that may edit the rules in the CMS."""


class SynonymFileError(Exception):
    """The file cannot be used; the text says where and why."""


@dataclass(frozen=True, kw_only=True)
class LoadReport:
    """How many rules were made, renewed, right already, or left as moderators have them."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0


@dataclass(frozen=True, kw_only=True)
class _LoadedRule:
    key: str
    kind: SynonymKind
    terms: tuple[str, ...]
    targets: tuple[str, ...] = ()
    note: str = ""

    @property
    def sha256(self) -> str:
        return _digest(self.kind, self.terms, self.targets, self.note)


@transaction.atomic
def load_synonyms(paths: Iterable[Path] = STARTING_RULES) -> LoadReport:
    """Make or refresh the rules of files, and let moderators edit them and best bets; repeatable.

    A rule that a moderator has changed since it was loaded is left as it is.

    Raises:
        SynonymFileError: a file is missing, is not JSON, lacks a part or has a wording twice in
            one rule; nothing is written.
    """
    rules = [_checked(rule, path) for path in paths for rule in _rules_in(path)]
    existing = {
        group.key: group for group in SynonymGroup.objects.exclude(key="").prefetch_related("terms")
    }
    counts: dict[str, int] = defaultdict(int)
    for rule in rules:
        counts[_load(rule, existing.get(rule.key))] += 1
    _let_moderators_edit()
    return LoadReport(**counts)


def _checked(rule: _LoadedRule, path: Path) -> _LoadedRule:
    wordings = Counter((*rule.terms, *rule.targets))
    twice = [wording for wording, count in wordings.items() if count > 1]
    if twice:
        raise SynonymFileError(
            f"{path.name}, rule {rule.key}: “{twice[0]}” stands there twice. Take one of them out."
        )
    return rule


def _let_moderators_edit() -> None:
    group, _is_new = Group.objects.get_or_create(name=EDITORS.value)
    content_types = ContentType.objects.get_for_models(SynonymGroup, BestBet).values()
    group.permissions.add(*Permission.objects.filter(content_type__in=content_types))


def _load(rule: _LoadedRule, group: SynonymGroup | None) -> str:
    if group is None:
        _write(rule, SynonymGroup(key=rule.key))
        return "created"
    if _digest_of(group) != group.loaded_sha256:
        return "kept"
    if group.loaded_sha256 == rule.sha256:
        return "unchanged"
    _write(rule, group)
    return "updated"


def _write(rule: _LoadedRule, group: SynonymGroup) -> None:
    group.kind = rule.kind
    group.note = rule.note
    group.loaded_sha256 = rule.sha256
    group.terms = [
        SynonymTerm(text=text, is_target=is_target)
        for texts, is_target in ((rule.terms, False), (rule.targets, True))
        for text in texts
    ]
    group.save()


def _digest_of(group: SynonymGroup) -> str:
    terms = list(group.terms.all())
    return _digest(
        group.kind,
        [term.text for term in terms if not term.is_target],
        [term.text for term in terms if term.is_target],
        group.note,
    )


def _digest(kind: str, terms: Iterable[str], targets: Iterable[str], note: str) -> str:
    whole = json.dumps([str(kind), sorted(terms), sorted(targets), note])
    return hashlib.sha256(whole.encode()).hexdigest()


def _rules_in(path: Path) -> Iterator[_LoadedRule]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        readers = {
            SYNONYMS: _from_synonyms,
            WORD_FORMS: _from_word_forms,
            PLAIN_WORDS: _from_plain_words,
        }
        if data["format"] not in readers:
            raise SynonymFileError(f"{path.name}: the format is none of {', '.join(readers)}.")
        yield from readers[data["format"]](data)
    except (OSError, UnicodeDecodeError) as error:
        raise SynonymFileError(f"{path.name}: the file cannot be read: {error}.") from error
    except json.JSONDecodeError as error:
        raise SynonymFileError(
            f"{path.name}, line {error.lineno}: this is not JSON: {error.msg}."
        ) from error
    except (AttributeError, KeyError, TypeError) as error:
        raise SynonymFileError(f"{path.name}: a part is missing or wrong: {error}.") from error


def _from_synonyms(data: dict[str, Any]) -> Iterator[_LoadedRule]:
    yield from _from_groups(data["groups"], prefix="group")
    # A group may hold several sets of equal wordings; the variants of a name are one set.
    names = [{**variant, "equal": [variant["equal"]]} for variant in data["name_variants"]]
    yield from _from_groups(names, prefix="name")
    yield from _from_acronyms(data["acronyms"])


def _from_word_forms(data: dict[str, Any]) -> Iterator[_LoadedRule]:
    for form in data["forms"]:
        yield _LoadedRule(
            key=f"form/{form['key']}",
            kind=SynonymKind.SAME_WORD,
            terms=tuple(form["words"]),
            note=form["why"],
        )


def _from_plain_words(data: dict[str, Any]) -> Iterator[_LoadedRule]:
    for rule in data["rules"]:
        is_equal = "equal" in rule
        yield _LoadedRule(
            key=f"plain/{rule['key']}",
            kind=SynonymKind.EQUAL if is_equal else SynonymKind.ONE_WAY,
            terms=tuple(rule["equal"] if is_equal else rule["from"]),
            targets=() if is_equal else tuple(rule["to"]),
        )


def _from_groups(groups: list[dict[str, Any]], *, prefix: str) -> Iterator[_LoadedRule]:
    for number, group in enumerate(groups, start=1):
        base = f"{prefix}/{group.get('id', number)}"
        note = group["note"]
        for place, terms in enumerate(group["equal"], start=1):
            yield _LoadedRule(
                key=f"{base}/equal/{place}", kind=SynonymKind.EQUAL, terms=tuple(terms), note=note
            )
        yield from _one_way(group["one_way"], base=base, note=note)
        for place, terms in enumerate(group.get("never_merge", ()), start=1):
            yield _LoadedRule(
                key=f"{base}/never-merge/{place}",
                kind=SynonymKind.NEVER_MERGE,
                terms=tuple(terms),
                note=note,
            )


def _one_way(pairs: list[dict[str, str]], *, base: str, note: str = "") -> Iterator[_LoadedRule]:
    # Wordings that lead to the same others are one rule, as a moderator would write it.
    targets_of: dict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        targets_of[pair["from"]].append(pair["to"])
    sources_of: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for source, targets in targets_of.items():
        sources_of[tuple(targets)].append(source)
    for place, (shared, sources) in enumerate(sources_of.items(), start=1):
        yield _LoadedRule(
            key=f"{base}/one-way/{place}",
            kind=SynonymKind.ONE_WAY,
            terms=tuple(sources),
            targets=shared,
            note=note,
        )


def _from_acronyms(acronyms: list[dict[str, Any]]) -> Iterator[_LoadedRule]:
    for acronym in acronyms:
        short = acronym["short"]
        base = f"acronym/{short}"
        yield _LoadedRule(
            key=f"{base}/equal", kind=SynonymKind.EQUAL, terms=(short, acronym["long"])
        )
        yield from _one_way(acronym.get("one_way", []), base=base)
    protected = tuple(acronym["short"] for acronym in acronyms if acronym["never_correct"])
    if not protected:
        return
    yield _LoadedRule(key="acronyms/never-correct", kind=SynonymKind.NEVER_CORRECT, terms=protected)
