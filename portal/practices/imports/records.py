"""One practice as an import file states it, checked and typed, before it meets the database."""

from dataclasses import dataclass

from portal.practices.enums import LinkKind


@dataclass(frozen=True, kw_only=True)
class ClaimRecord:
    """A stated change; texts exactly as the file has them."""

    value: str
    unit: str
    what_changed: str
    period: str
    as_of: str
    measured_by: str
    effect: str
    method: str
    comparison: str
    replication: str
    caution: str


@dataclass(frozen=True, kw_only=True)
class FindingRecord:
    """A barrier, enabler or want with its addressee."""

    kind: str
    text: str
    addressee: str


@dataclass(frozen=True, kw_only=True)
class SourceRecord:
    """Where in which document the practice is described."""

    document: str
    section: str
    part: str
    url: str


@dataclass(frozen=True, kw_only=True)
class LinkRecord:
    """A relation to another practice, named by its reference."""

    to: str
    kind: str
    what_changed: str
    why: str
    is_our_reading: bool


@dataclass(frozen=True, kw_only=True)
class PracticeRecord:
    """Everything a practice row says; vocabulary entries by slug, practices by reference."""

    reference: str
    fields: dict[str, str]
    """Values of PracticePage's own columns, by column name."""
    our_reading: tuple[str, ...]
    organisations: tuple[str, ...]
    sectors: tuple[str, ...]
    areas: tuple[str, ...]
    themes: tuple[str, ...]
    client_groups: tuple[str, ...]
    gains: tuple[str, ...]
    claims: tuple[ClaimRecord, ...]
    findings: tuple[FindingRecord, ...]
    sources: tuple[SourceRecord, ...]
    links: tuple[LinkRecord, ...]
    featured_order: int | None
    is_example: bool
    """Made up, and labelled so wherever it is shown."""
    sha256: str
    """Digest of the row as it stands in the file: an unchanged row is not written again."""

    @property
    def adapted_from(self) -> list[str]:
        """References of the other practices that this one adapts."""
        adapted = (link.to for link in self.links if link.kind == LinkKind.ADAPTED_FROM)
        return [reference for reference in adapted if reference != self.reference]
