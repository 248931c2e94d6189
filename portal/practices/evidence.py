"""How strong the evidence of a practice is: a level, worked out from declared facts and never typed
in; `evidence_words.py` explains it in a sentence.

The rules follow the Standards of Evidence of Nesta (Puttick and Ludlow, 2013). From the top:

- stopped: the practice has stopped.
- no effect: the strongest measurement found no change or a change for the worse, or the source
  says that it did not work.
- 5: as 4, and a manual or set procedures let others do the same again.
- 4: as 3, and somebody independent measured a repeat elsewhere in the same way and agrees.
- 3: those who took part were compared with a group that did not, and a change was found.
- 2: a change was measured, and it is said by whom, how and when.
- 1: it is said what is done, and why it matters or who gains.
- not stated: not even that.

Stopped and no effect are findings like the others: nothing ranks them down.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

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

_GROUPS = {Comparison.CONTROL_GROUP, Comparison.COMPARISON_GROUP}
_INDEPENDENT = {MeasuredBy.REGULATOR, MeasuredBy.INDEPENDENT}


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """What is declared about one figure; the values are those of the enums."""

    effect: str
    measured_by: str
    method: str
    comparison: str
    replication: str
    as_of: str

    @property
    def is_usable(self) -> bool:
        """Whether it is said by whom, how and when the figure was measured."""
        return (
            self.measured_by != MeasuredBy.NOT_STATED
            and self.method != Method.NOT_STATED
            and self.as_of != ""
        )

    @property
    def has_group(self) -> bool:
        """Whether those who took part were compared with others who did not."""
        return self.comparison in _GROUPS

    @property
    def is_independent(self) -> bool:
        """Whether somebody else than the organisation measured."""
        return self.measured_by in _INDEPENDENT

    @property
    def strength(self) -> tuple[bool, bool]:
        """By which two measurements are compared: a group first, then independence."""
        return self.has_group, self.is_independent


@dataclass(frozen=True, kw_only=True)
class DeclaredFacts:
    """Everything that the level rests on."""

    stage: str
    basis: str
    says_what_and_why: bool
    manual: str
    measurements: tuple[Measurement, ...]


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """The level, and the measurement that decided it where one did."""

    level: EvidenceLevel
    deciding: Measurement | None = None

    @property
    def grounds(self) -> dict[str, str]:
        """The deciding measurement as plain data; empty where none decided."""
        return asdict(self.deciding) if self.deciding else {}


def assess(facts: DeclaredFacts) -> Assessment:
    """Apply the rules at the head of this module, the first that fits."""
    usable = [measured for measured in facts.measurements if measured.is_usable]
    gain = _strongest(usable, {Effect.BETTER})
    against = _strongest(usable, {Effect.NONE, Effect.WORSE})
    if facts.stage == Stage.STOPPED:
        return Assessment(level=EvidenceLevel.STOPPED)
    if against and (gain is None or against.strength > gain.strength):
        return Assessment(level=EvidenceLevel.NO_EFFECT, deciding=against)
    if facts.basis == EvidenceBasis.NEGATIVE:
        return Assessment(level=EvidenceLevel.NO_EFFECT)
    if gain:
        return Assessment(level=_level_of_gain(gain, usable, facts.manual), deciding=gain)
    if facts.says_what_and_why:
        return Assessment(level=EvidenceLevel.DESCRIBED)
    return Assessment(level=EvidenceLevel.NOT_STATED)


def _strongest(measurements: Iterable[Measurement], effects: set[Effect]) -> Measurement | None:
    # Of equals the newest: partial dates sort as text.
    found = (measured for measured in measurements if measured.effect in effects)
    return max(found, key=lambda measured: (measured.strength, measured.as_of), default=None)


def _level_of_gain(gain: Measurement, usable: Iterable[Measurement], manual: str) -> EvidenceLevel:
    if not gain.has_group:
        return EvidenceLevel.MEASURED
    with_group = [
        measured for measured in usable if measured.has_group and measured.effect == Effect.BETTER
    ]
    repeats = [measured for measured in with_group if _is_independent_repeat(measured)]
    # A repeat confirms a first evaluation: it cannot stand for both.
    if not repeats or len(with_group) == len(repeats) == 1:
        return EvidenceLevel.COMPARED
    return EvidenceLevel.REPEATABLE if manual == Manual.IN_USE else EvidenceLevel.CONFIRMED


def _is_independent_repeat(measured: Measurement) -> bool:
    return measured.is_independent and measured.replication == Replication.REPEAT
