"""Problems for tests: small generated ones for the oracle, and one with a planted answer."""

from hypothesis import strategies as st

from portal.consortia.matching.problem import (
    Cell,
    Lot,
    Problem,
    Provider,
    Rules,
    Skill,
    Tie,
    TurnoverMode,
)

AREAS = ("bolton", "bury")
VALUES = ("living-wage", "local")
CAPABILITIES = ("home-care", "day-support", "respite")
KINDS = ("sme", "mutual")
# Most lots are open to all.
RESERVED = (frozenset[str](), frozenset[str](), frozenset({"sme"}), frozenset(KINDS))
# Most lots name their areas in the cells alone.
COVERAGE = (frozenset[str](), frozenset[str](), frozenset(AREAS))

skills = st.builds(
    Skill,
    capability=st.sampled_from(CAPABILITIES),
    areas=st.frozensets(st.sampled_from(AREAS), min_size=1),
    is_registered=st.booleans(),
    rating=st.integers(0, 4),
    quality=st.integers(0, 30),
)

rules = st.builds(
    Rules,
    min_members=st.sampled_from([1, 2, 2]),
    max_members=st.just(3),
    min_weekly_hours=st.sampled_from([1, 2]),
    max_share_percent=st.sampled_from([60, 100]),
    turnover_mode=st.sampled_from(TurnoverMode),
    required_turnover=st.integers(0, 8),
    lead_turnover=st.integers(0, 4),
    value_weight=st.sampled_from([0, 1, 1]),
)


@st.composite
def small_problems(draw: st.DrawFn) -> Problem:
    """Up to six providers, two lots and a handful of hours: few enough to try every team."""
    hours = draw(st.lists(st.sampled_from([0, 0, 2, 4]), min_size=1, max_size=2))
    lots = tuple(
        Lot(
            key=f"lot-{n}",
            weekly_hours=amount,
            areas=draw(st.sampled_from(COVERAGE)),
            only_kinds=draw(st.sampled_from(RESERVED)),
        )
        for n, amount in enumerate(hours)
    )
    keys = [f"p{n}" for n in range(draw(st.integers(0, 6)))]
    pair = st.frozensets(st.sampled_from(keys or ["p"]), min_size=2, max_size=2)
    pairs = st.frozensets(pair, max_size=3) if len(keys) > 1 else st.just(frozenset())
    return Problem(
        tender=draw(st.sampled_from(["t1", "t2"])),
        lots=lots,
        cells=tuple(draw(st.lists(_cells(lots), min_size=1, max_size=5, unique_by=_key))),
        providers=tuple(draw(_providers(key)) for key in keys),
        forbidden_pairs=draw(pairs),
        ties=tuple(Tie(first=min(p), second=max(p)) for p in sorted(draw(pairs), key=sorted)),
        rules=draw(rules),
    )


def _key(item: Cell) -> str:
    return item.key


@st.composite
def _cells(draw: st.DrawFn, lots: tuple[Lot, ...]) -> Cell:
    lot = draw(st.sampled_from([lot.key for lot in lots]))
    capability = draw(st.sampled_from(CAPABILITIES))
    area = draw(st.sampled_from([*AREAS, None]))
    return Cell(
        key=f"{lot}/{capability}/{area}",
        lot=lot,
        capability=capability,
        area=area,
        needs_registration=draw(st.booleans()),
        least_rating=draw(st.sampled_from([0, 0, 0, 3])),
    )


def _providers(key: str) -> st.SearchStrategy[Provider]:
    return st.builds(
        Provider,
        key=st.just(key),
        skills=st.lists(skills, min_size=1, max_size=3).map(tuple),
        weekly_hours=st.integers(0, 4),
        turnover=st.integers(0, 6),
        may_lead=st.booleans(),
        max_share_percent=st.sampled_from([40, 100, 100]),
        max_team_size=st.sampled_from([2, 3, 6, 6]),
        values=st.frozensets(st.sampled_from(VALUES)),
        kinds=st.frozensets(st.sampled_from(KINDS)),
    )


def provider(key: str, *skills: Skill, **facts: object) -> Provider:
    """A provider that may lead and has hours to spare unless told otherwise."""
    return Provider(key=key, skills=skills, **{"weekly_hours": 200, "may_lead": True, **facts})


def skill(capability: str, *areas: str, quality: int = 50, is_registered: bool = True) -> Skill:
    return Skill(
        capability=capability,
        areas=frozenset(areas),
        is_registered=is_registered,
        quality=quality,
    )


def cell(capability: str, area: str, *, lot: str = "1", needs_registration: bool = True) -> Cell:
    return Cell(
        key=f"{lot}/{capability}/{area}",
        lot=lot,
        capability=capability,
        area=area,
        needs_registration=needs_registration,
    )


def planted_problem() -> Problem:
    """Three specialists cover everything best; each of the others is worse at one thing or two."""
    cells = (
        cell("home-care", "bury"),
        cell("home-care", "bolton"),
        cell("day-support", "bury", needs_registration=False),
    )
    return Problem(
        tender="planted",
        lots=(Lot(key="1", weekly_hours=100),),
        cells=cells,
        providers=(
            provider("bury-home", skill("home-care", "bury", quality=95)),
            provider("bolton-home", skill("home-care", "bolton", quality=95)),
            provider("bury-days", skill("day-support", "bury", quality=95)),
            provider("wide", skill("home-care", "bury", "bolton", quality=60)),
            provider("unregistered", skill("home-care", "bury", quality=99, is_registered=False)),
            provider("days-too", skill("day-support", "bury", quality=70)),
        ),
    )


def two_lots_problem(*, weekly_hours: int) -> Problem:
    """Two lots of 80 hours a week, and two providers that must share both."""
    lots = tuple(Lot(key=key, weekly_hours=80) for key in ("1", "2"))
    return Problem(
        tender="two-lots",
        lots=lots,
        cells=tuple(cell("home-care", "bury", lot=lot.key) for lot in lots),
        providers=tuple(
            provider(key, skill("home-care", "bury"), weekly_hours=weekly_hours)
            for key in ("one", "two")
        ),
    )
