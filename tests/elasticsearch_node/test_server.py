"""The node answers with every server feature that the portal's search uses."""

import pytest
from elasticsearch import ConflictError

pytestmark = pytest.mark.elasticsearch

PRACTICES = {
    "1": {
        "title": "Peer review audits",
        "body": "Home care staff audit each other.",
        "themes": ["quality"],
        "area": "bolton",
        "meaning": [1.0, 0.0],
    },
    "2": {
        "title": "User-led recruitment",
        "body": "Supported people interview candidates for care jobs.",
        "themes": ["workforce", "involvement"],
        "area": "bury",
        "meaning": [0.0, 1.0],
    },
    "3": {
        "title": "Audits by neighbours",
        "body": "Audits of care by staff from next door.",
        "themes": ["quality", "workforce"],
        "area": "bury",
        "meaning": [0.7, 0.7],
    },
}


@pytest.fixture(scope="module")
def practices(client, index):
    for key, document in PRACTICES.items():
        client.index(index=index, id=key, document=document, version=10, version_type="external")
    client.indices.refresh(index=index)
    return index


@pytest.fixture
def found(client, practices):
    def search(**body):
        hits = client.search(index=practices, **body)["hits"]["hits"]
        return [hit["_id"] for hit in hits]

    return search


class TestRoot:
    def test_names_the_version_that_the_compose_file_runs(self, client):
        assert client.info()["version"]["number"] == "8.18.8"


class TestQueries:
    def test_find_a_stemmed_word_in_the_copied_text(self, found):
        assert set(found(query={"match": {"all": "auditing"}})) == {"1", "3"}

    def test_find_a_misspelt_word(self, found):
        query = {"match": {"title": {"query": "recruitmant", "fuzziness": 1, "prefix_length": 1}}}

        assert found(query=query) == ["2"]

    def test_find_a_phrase_in_order(self, found):
        assert found(query={"match_phrase": {"body": "audit each other"}}) == ["1"]

    def test_find_more_documents_like_one(self, found, practices):
        query = {
            "more_like_this": {
                "fields": ["all"],
                "like": [{"_index": practices, "_id": "1"}],
                "min_term_freq": 1,
                "min_doc_freq": 1,
            }
        }

        assert found(query=query)[0] == "3"

    def test_find_near_meanings_within_a_filter(self, found):
        knn = {
            "field": "meaning",
            "query_vector": [0.1, 0.9],
            "k": 1,
            "num_candidates": 10,
            "filter": {"term": {"themes": "quality"}},
        }

        assert found(knn=knn) == ["3"]

    def test_sort_by_the_normalised_title(self, found):
        assert found(query={"match_all": {}}, sort=["title.sort"]) == ["3", "1", "2"]


class TestHighlight:
    def test_marks_words_and_escapes_the_rest(self, client, practices):
        answer = client.search(
            index=practices,
            query={"match": {"all": "candidate"}},
            highlight={
                "type": "unified",
                "encoder": "html",
                "require_field_match": False,
                "fields": {"body": {"number_of_fragments": 1}},
            },
        )

        fragment = answer["hits"]["hits"][0]["highlight"]["body"][0]
        assert fragment == "Supported people interview <em>candidates</em> for care jobs."


class TestFacets:
    def test_count_each_facet_under_every_filter_but_its_own(self, client, practices):
        answer = client.search(
            index=practices,
            query={"match_all": {}},
            post_filter={
                "bool": {"filter": [{"term": {"area": "bury"}}, {"term": {"themes": "quality"}}]}
            },
            aggs={
                "themes": {
                    "filter": {"term": {"area": "bury"}},
                    "aggs": {"values": {"terms": {"field": "themes", "size": 50}}},
                },
                "area": {
                    "filter": {"term": {"themes": "quality"}},
                    "aggs": {"values": {"terms": {"field": "area", "size": 50}}},
                },
            },
        )

        counts = {
            facet: {bucket["key"]: bucket["doc_count"] for bucket in result["values"]["buckets"]}
            for facet, result in answer["aggregations"].items()
        }
        assert [hit["_id"] for hit in answer["hits"]["hits"]] == ["3"]
        assert counts["themes"] == {"workforce": 2, "involvement": 1, "quality": 1}
        assert counts["area"] == {"bolton": 1, "bury": 1}


class TestSuggest:
    def test_corrects_a_word_from_the_index(self, client, practices):
        suggest = {"words": {"text": "nieghbour", "term": {"field": "title"}}}

        answer = client.search(index=practices, suggest=suggest)

        options = answer["suggest"]["words"][0]["options"]
        assert [option["text"] for option in options] == ["neighbour"]


class TestWrites:
    def test_refuse_an_older_external_version(self, client, practices):
        older = {"version": 9, "version_type": "external"}

        with pytest.raises(ConflictError):
            client.index(index=practices, id="1", document=PRACTICES["2"], **older)
        with pytest.raises(ConflictError):
            client.delete(index=practices, id="1", **older)

    def test_report_each_stale_line_of_a_bulk_request(self, client, practices):
        lines = [
            {"index": {"_index": practices, "_id": "1", "version": 9, "version_type": "external"}},
            PRACTICES["1"],
            {
                "index": {
                    "_index": practices,
                    "_id": "2",
                    "version": 10,
                    "version_type": "external_gte",
                }
            },
            PRACTICES["2"],
        ]

        items = client.bulk(operations=lines)["items"]

        assert [item["index"]["status"] for item in items] == [409, 200]

    def test_refuse_a_field_that_the_mapping_does_not_name(self, client, practices):
        with pytest.raises(Exception, match="strict_dynamic_mapping_exception"):
            client.index(index=practices, document={"unknown": 1})


class TestAlias:
    def test_moves_from_one_index_to_the_next_in_one_step(self, client, practices):
        alias, successor = f"{practices}-alias", f"{practices}-next"
        client.indices.create(index=successor, settings={"number_of_replicas": 0})
        client.indices.put_alias(index=practices, name=alias)

        client.indices.update_aliases(
            actions=[
                {"remove": {"index": practices, "alias": alias}},
                {"add": {"index": successor, "alias": alias}},
            ]
        )

        holders = list(client.indices.get_alias(name=alias))
        client.indices.delete(index=successor)
        assert holders == [successor]


class TestPointInTime:
    def test_pages_through_a_view_that_later_writes_do_not_change(self, client, practices):
        view = client.open_point_in_time(index=practices, keep_alive="1m")["id"]
        client.index(index=practices, id="later", document=PRACTICES["1"], refresh=True)

        seen = client.search(pit={"id": view}, sort=["_shard_doc"])["hits"]["hits"]

        client.close_point_in_time(id=view)
        client.delete(index=practices, id="later", refresh=True)
        assert {hit["_id"] for hit in seen} == set(PRACTICES)
