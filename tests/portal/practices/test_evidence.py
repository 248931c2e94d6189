"""The rules of evidence, as a table: declared facts on the left, the level on the right."""

from dataclasses import replace

import pytest

from portal.practices.enums import (
    Comparison,
    Effect,
    EvidenceBasis,
    EvidenceLevel,
    Manual,
    MeasuredBy,
    Method,
    Replication,
    Stage,
)
from portal.practices.evidence import DeclaredFacts, Measurement, assess

SURVEYED = Measurement(
    effect=Effect.BETTER,
    measured_by=MeasuredBy.ORGANISATION,
    method=Method.SURVEY,
    comparison=Comparison.NOT_STATED,
    replication=Replication.NOT_STATED,
    as_of="2019-10",
)
COMPARED = replace(SURVEYED, comparison=Comparison.COMPARISON_GROUP)
RANDOMISED = replace(SURVEYED, comparison=Comparison.CONTROL_GROUP)
REPEATED = replace(
    COMPARED, measured_by=MeasuredBy.INDEPENDENT, replication=Replication.REPEAT, as_of="2023"
)
NO_CHANGE = replace(SURVEYED, effect=Effect.NONE)


def facts(*measurements, **declared):
    """A practice that says what and why, and declares nothing else unless told."""
    plain = {
        "stage": Stage.RUNNING,
        "basis": EvidenceBasis.NOT_STATED,
        "says_what_and_why": True,
        "manual": Manual.NOT_STATED,
    }
    return DeclaredFacts(**{**plain, **declared}, measurements=measurements)


TABLE = {
    "nothing is said": (facts(says_what_and_why=False), "not-stated"),
    "what and why are said": (facts(), "1"),
    "a plan": (facts(stage=Stage.PROPOSED, basis=EvidenceBasis.PROPOSED), "1"),
    "in trial": (facts(stage=Stage.IN_TRIAL, basis=EvidenceBasis.EMERGING), "1"),
    "called measured, with no figure": (facts(basis=EvidenceBasis.MEASURED), "1"),
    "checked by others, with no change": (facts(basis=EvidenceBasis.EXTERNAL), "1"),
    "a size or price": (facts(replace(SURVEYED, effect=Effect.DESCRIBES)), "1"),
    "an effect that is not stated": (facts(replace(SURVEYED, effect=Effect.NOT_STATED)), "1"),
    "nobody named": (facts(replace(SURVEYED, measured_by=MeasuredBy.NOT_STATED)), "1"),
    "no method named": (facts(replace(SURVEYED, method=Method.NOT_STATED)), "1"),
    "no date": (facts(replace(SURVEYED, as_of="")), "1"),
    "a group but no method": (facts(replace(COMPARED, method=Method.NOT_STATED)), "1"),
    "a survey": (facts(SURVEYED), "2"),
    "a survey, and not even what and why": (facts(SURVEYED, says_what_and_why=False), "2"),
    "before and after": (facts(replace(SURVEYED, comparison=Comparison.BEFORE_AND_AFTER)), "2"),
    "a regulator": (facts(replace(SURVEYED, measured_by=MeasuredBy.REGULATOR)), "2"),
    "a manual without comparison": (facts(SURVEYED, manual=Manual.IN_USE), "2"),
    "a repeat without comparison": (
        facts(SURVEYED, replace(REPEATED, comparison=Comparison.NONE)),
        "2",
    ),
    "a similar group": (facts(COMPARED), "3"),
    "a group chosen by lot": (facts(RANDOMISED), "3"),
    "the strongest of several": (facts(SURVEYED, COMPARED), "3"),
    "a repeat by the same": (
        facts(COMPARED, replace(REPEATED, measured_by=MeasuredBy.ORGANISATION)),
        "3",
    ),
    "a second study of the same place": (
        facts(COMPARED, replace(REPEATED, replication=Replication.ORIGINAL)),
        "3",
    ),
    "a repeat of nothing": (facts(REPEATED), "3"),
    "a repeat of a survey": (facts(SURVEYED, REPEATED), "3"),
    "a manual without repeat": (facts(COMPARED, manual=Manual.IN_USE), "3"),
    "an independent repeat": (facts(COMPARED, REPEATED), "4"),
    "two independent repeats": (facts(REPEATED, replace(REPEATED, as_of="2024")), "4"),
    "a repeat, and no manual": (facts(RANDOMISED, REPEATED, manual=Manual.NONE), "4"),
    "a repeat and a manual": (facts(COMPARED, REPEATED, manual=Manual.IN_USE), "5"),
    "no change": (facts(NO_CHANGE), "no-effect"),
    "a change for the worse": (facts(replace(SURVEYED, effect=Effect.WORSE)), "no-effect"),
    "no change, measured by nobody": (
        facts(replace(NO_CHANGE, measured_by=MeasuredBy.NOT_STATED)),
        "1",
    ),
    "no change in a stronger study": (
        facts(SURVEYED, replace(NO_CHANGE, comparison=Comparison.CONTROL_GROUP)),
        "no-effect",
    ),
    "no change in an independent study": (
        facts(SURVEYED, replace(NO_CHANGE, measured_by=MeasuredBy.INDEPENDENT)),
        "no-effect",
    ),
    "no change in an equal study": (facts(SURVEYED, NO_CHANGE), "2"),
    "no change in a weaker study": (facts(COMPARED, NO_CHANGE), "3"),
    "called a failure": (facts(basis=EvidenceBasis.NEGATIVE), "no-effect"),
    "called a failure, though measured": (
        facts(SURVEYED, basis=EvidenceBasis.NEGATIVE),
        "no-effect",
    ),
    "stopped": (facts(stage=Stage.STOPPED), "stopped"),
    "stopped, with proof that it worked": (facts(COMPARED, stage=Stage.STOPPED), "stopped"),
    "stopped, without effect": (facts(NO_CHANGE, stage=Stage.STOPPED), "stopped"),
}


class TestAssess:
    @pytest.mark.parametrize(("declared", "level"), TABLE.values(), ids=TABLE)
    def test_gives_the_level_of_the_table(self, declared, level):
        assert assess(declared).level == level

    def test_can_give_every_level(self):
        assert {level for _facts, level in TABLE.values()} == set(EvidenceLevel.values)

    def test_does_not_depend_on_the_order_of_the_figures(self):
        forwards = assess(facts(SURVEYED, COMPARED, REPEATED))
        backwards = assess(facts(REPEATED, COMPARED, SURVEYED))

        assert forwards == backwards

    def test_names_the_newest_of_equal_measurements(self):
        newer = replace(SURVEYED, as_of="2021")

        assert assess(facts(newer, SURVEYED)).deciding == newer

    def test_gives_its_grounds_as_plain_data(self):
        assert assess(facts(SURVEYED)).grounds == {
            "effect": "better",
            "measured_by": "organisation",
            "method": "survey",
            "comparison": "not-stated",
            "replication": "not-stated",
            "as_of": "2019-10",
        }

    def test_has_no_grounds_where_no_figure_decided(self):
        assert assess(facts()).grounds == {}
