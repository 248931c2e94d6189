"""Releases of one ocid as one, key by key."""

import copy

from hypothesis import given, settings
from hypothesis import strategies as st
from ocdsmerge import Merger

from portal.tenders.ocds.compiling import MERGE_RULES, compiled_release
from portal.tenders.ocds.findings import Findings

NAMES = st.sampled_from(["a", "b", "items", "parties"])
VALUES = st.recursive(
    st.none() | st.integers(0, 3) | st.text("xy", max_size=2),
    lambda inner: (
        st.dictionaries(NAMES, inner, max_size=3)
        | st.lists(
            st.tuples(st.sampled_from("123"), st.dictionaries(NAMES, inner, max_size=2)).map(
                lambda pair: {"id": pair[0], **pair[1]}
            ),
            max_size=3,
            unique_by=lambda item: item["id"],
        )
    ),
    max_leaves=12,
)
OBJECTS = st.dictionaries(NAMES, VALUES.filter(lambda value: not isinstance(value, str)))
# A kind of value at one place stays that kind: what else happens is tested with the import.
RELEASES = OBJECTS.flatmap(
    lambda first: st.lists(
        st.sets(st.sampled_from(sorted(first))) if first else st.just(set()), max_size=3
    ).map(lambda drops: [first, *({k: first[k] for k in first if k not in d} for d in drops)])
)


class TestCompiledRelease:
    @settings(max_examples=100, deadline=None)
    @given(RELEASES)
    def test_is_what_the_library_makes_of_whole_releases(self, releases):
        dated = [release | {"date": f"{n:06}"} for n, release in enumerate(releases)]
        whole = Merger(merge_rules=MERGE_RULES).create_compiled_release(copy.deepcopy(dated))

        found = compiled_release(releases, Findings())

        assert found == {k: v for k, v in whole.items() if k not in {"id", "date", "tag"}}
