"""The starting synonym rules, loaded again and again."""

import json

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from home.services.site import ensure_site
from portal.users.roles import Role
from search.models import SynonymGroup
from search.plan.model import MatchKind
from search.plan.synonyms import SynonymTable
from search.selectors import synonym_rules
from search.services.load_synonyms import LoadReport, SynonymFileError, load_synonyms
from search.text import stems
from tests.factories.practices import practice_library
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

GROUP = {
    "id": 1,
    "equal": [["home care", "homecare"]],
    "one_way": [],
    "never_merge": [],
    "not_in_documents": [],
    "note": "",
}


def file_with(tmp_path, *groups, **parts):
    path = tmp_path / "rules.json"
    data = {
        "format": "common-practice/synonyms/1",
        "groups": list(groups),
        "acronyms": [],
        "name_variants": [],
        **parts,
    }
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def wordings(text):
    found = SynonymTable(synonym_rules()).wordings_of(stems(text))
    return {wording.label: wording.kind for wording in found}


class TestLoadSynonyms:
    def test_makes_the_starting_rules_and_repeats_without_change(self):
        first = load_synonyms()
        second = load_synonyms()

        assert first.created > 100
        assert second == LoadReport(unchanged=first.created)

    def test_makes_the_starting_rules_work(self):
        load_synonyms()

        assert wordings("domiciliary care")["home care"] == MatchKind.SYNONYM
        assert wordings("LLP")["consortium"] == MatchKind.RELATED
        assert "llp" not in wordings("consortium")
        assert "carer" not in wordings("care worker")
        assert wordings("give and take care")["give&takecare"] == MatchKind.SYNONYM
        assert wordings("commissioners") == {"commission": MatchKind.SAME_WORD}
        assert wordings("CQC") == {"care quality commission": MatchKind.SYNONYM}

    def test_joins_wordings_that_lead_to_the_same_others_in_one_rule(self, tmp_path):
        pairs = [{"from": "llp", "to": "bid"}, {"from": "spinout", "to": "bid"}]

        load_synonyms([file_with(tmp_path, {**GROUP, "equal": [], "one_way": pairs})])

        assert str(SynonymGroup.objects.get()) == "llp, spinout → bid"

    def test_renews_a_rule_that_the_file_has_changed(self, tmp_path):
        load_synonyms([file_with(tmp_path, GROUP)])

        report = load_synonyms(
            [file_with(tmp_path, {**GROUP, "equal": [["home care", "dom care"]]})]
        )

        assert report == LoadReport(updated=1)
        assert wordings("home care") == {"dom care": MatchKind.SYNONYM}

    def test_leaves_a_rule_as_a_moderator_changed_it(self, tmp_path):
        load_synonyms([file_with(tmp_path, GROUP)])
        group = SynonymGroup.objects.get()
        group.note = "Ours is better."
        group.save()

        report = load_synonyms(
            [file_with(tmp_path, {**GROUP, "equal": [["home care", "dom care"]]})]
        )

        assert report == LoadReport(kept=1)
        assert wordings("home care") == {"homecare": MatchKind.SYNONYM}

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("{", "line 1: this is not JSON"),
            ("{}", "a part is missing or wrong: 'format'"),
            ('{"format": "other/1"}', "the format is none of"),
            ('{"format": "common-practice/synonyms/1", "groups": [7]}', "a part is missing"),
        ],
    )
    def test_names_what_is_wrong_with_a_file_and_writes_nothing(self, tmp_path, text, reason):
        path = tmp_path / "rules.json"
        path.write_text(text, encoding="utf-8")

        with pytest.raises(SynonymFileError, match=rf"rules\.json.*{reason}"):
            load_synonyms([path])

        assert not SynonymGroup.objects.exists()

    def test_says_when_there_is_no_file(self, tmp_path):
        with pytest.raises(SynonymFileError, match="cannot be read"):
            load_synonyms([tmp_path / "none.json"])

    @pytest.mark.parametrize(
        "group",
        [
            {**GROUP, "equal": [["home care", "home care"]]},
            {**GROUP, "one_way": [{"from": "respite", "to": "respite"}]},
        ],
        ids=["equal", "one way"],
    )
    def test_names_the_rule_that_has_a_wording_twice(self, tmp_path, group):
        with pytest.raises(
            SynonymFileError, match=r"rules\.json, rule group/1/.* stands there twice"
        ):
            load_synonyms([file_with(tmp_path, group)])

    def test_undoes_rules_before_a_wrong_one(self, tmp_path):
        with pytest.raises(SynonymFileError):
            load_synonyms([file_with(tmp_path, GROUP, {"id": 2})])

        assert not SynonymGroup.objects.exists()


class TestModerators:
    def test_may_edit_rules_in_the_admin(self, client):
        practice_library()
        ensure_site(site_url="http://testserver")
        load_synonyms()
        moderator = UserFactory()
        moderator.groups.add(Group.objects.get(name=Role.MODERATOR.value))
        client.force_login(moderator)
        rule = SynonymGroup.objects.first()

        page = client.get(reverse("wagtailsnippets_search_synonymgroup:edit", args=[rule.pk]))

        assert page.status_code == 200


class TestPlainWords:
    def test_lead_one_way_or_mean_the_same_as_the_file_says(self, tmp_path):
        path = tmp_path / "plain_words.json"
        rules = [
            {"key": "quit", "from": ["quit"], "to": ["staff turnover"]},
            {"key": "small", "equal": ["small", "tiny"]},
        ]
        data = {"format": "common-practice/plain-words/1", "rules": rules}
        path.write_text(json.dumps(data), encoding="utf-8")

        load_synonyms([path])

        table = SynonymTable(synonym_rules())
        assert [(found.label, found.kind) for found in table.wordings_of(stems("quit"))] == [
            ("staff turnover", MatchKind.RELATED)
        ]
        assert [(found.label, found.kind) for found in table.wordings_of(stems("tiny"))] == [
            ("small", MatchKind.SYNONYM)
        ]
        assert table.wordings_of(stems("staff turnover")) == ()
