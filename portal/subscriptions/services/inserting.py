"""Inserts planned mails and moves cursors by the thousand, inside the database itself."""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from portal.subscriptions.enums import Cadence
from portal.subscriptions.models import Delivery, Event, Match, Subscription


@dataclass(frozen=True, kw_only=True)
class _Dialect:
    """What the two databases call differently."""

    new_uuid: str
    windows: str
    """[subscription, told up to] pairs of the rows of one person, as JSON."""
    listed: str
    """The numbers in one parameter as the rows of a table; so many are no list in a statement."""
    to_parameter: Callable[[Sequence[int]], Any]


_DIALECTS = {
    "sqlite": _Dialect(
        # A UUID of version 4, in the form in which Django keeps it (RFC 9562, 5.4).
        new_uuid="lower(hex(randomblob(6))) || '4' || substr(lower(hex(randomblob(2))), 2)"
        " || substr('89ab', 1 + abs(random() % 4), 1) || substr(lower(hex(randomblob(8))), 2)",
        windows="json_group_array(json_array(s.id, s.cursor_seq))",
        listed="json_each(%s) AS listed",
        to_parameter=json.dumps,
    ),
    "postgresql": _Dialect(
        new_uuid="gen_random_uuid()",
        windows="jsonb_agg(jsonb_build_array(s.id, s.cursor_seq) ORDER BY s.id)",
        listed="unnest(%s::bigint[]) AS listed(value)",
        to_parameter=list,
    ),
}


def listed(numbers: Sequence[int]) -> RawSQL:
    """What stands after ``__in`` for thousands of numbers: one parameter, however many they are."""
    dialect = _DIALECTS[connection.vendor]
    return RawSQL(f"SELECT value FROM {dialect.listed}", [dialect.to_parameter(list(numbers))])  # noqa: S608, S611 - fixed words.


def people_with_mail(
    *, people: Collection[int], cadence: Cadence, period_key: str
) -> frozenset[int]:
    """Those of these people who have a mail for the period."""
    dialect = _DIALECTS[connection.vendor]
    # Names of our own table and columns.
    statement = f"""
        SELECT subscriber_id FROM {Delivery._meta.db_table}
        WHERE subscriber_id IN (SELECT value FROM {dialect.listed})
            AND cadence = %s AND period_key = %s
    """  # noqa: S608 - names of our own tables, and fixed words.
    with connection.cursor() as cursor:
        cursor.execute(statement, [dialect.to_parameter(list(people)), cadence, period_key])
        return frozenset(row[0] for row in cursor)


def insert_mails(*, pattern: Delivery, subscription_ids: Sequence[int], after_seq: int) -> int:
    """Insert a copy of ``pattern`` for each person with news; how many.

    News are events after the cursor of one of these subscriptions, up to ``pattern.to_seq``.
    ``after_seq`` is the lowest of the cursors. The ORM would prepare each of twenty values of each
    row; here no value of a row passes through Python.

    Raises:
        IntegrityError: one of the people has a mail for the period already; none is inserted.
    """
    dialect = _DIALECTS[connection.vendor]
    same = {
        str(field.column): field.get_db_prep_save(getattr(pattern, field.attname), connection)
        for field in Delivery._meta.concrete_fields
        if not field.primary_key and field.attname not in {"subscriber_id", "public_id", "windows"}
    }
    # What is empty is left out: a bare NULL has no type in a SELECT.
    same = {column: value for column, value in same.items() if value is not None}
    # Names of our own tables and columns, and holes for every value.
    statement = f"""
        INSERT INTO {Delivery._meta.db_table}
            (subscriber_id, public_id, windows, {", ".join(same)})
        WITH newest AS (
            SELECT m.topic_id, MAX(e.seq) AS seq
            FROM {Match._meta.db_table} m JOIN {Event._meta.db_table} e ON e.id = m.event_id
            WHERE e.seq > %s AND e.seq <= %s
            GROUP BY m.topic_id
        )
        SELECT s.subscriber_id, {dialect.new_uuid}, {dialect.windows},
            {", ".join(["%s"] * len(same))}
        -- CROSS, because SQLite keeps to this order then; it would begin with all of each topic.
        FROM {dialect.listed} CROSS JOIN {Subscription._meta.db_table} s CROSS JOIN newest
        WHERE s.id = listed.value AND newest.topic_id = s.topic_id AND newest.seq > s.cursor_seq
        GROUP BY s.subscriber_id
    """  # noqa: S608 - names of our own tables, and fixed words.
    chosen = dialect.to_parameter(subscription_ids)
    with connection.cursor() as cursor:
        cursor.execute(statement, [after_seq, pattern.to_seq, *same.values(), chosen])
        return int(cursor.rowcount)


def move_cursors(*, subscription_ids: Sequence[int], to_seq: int) -> None:
    """Say that everything up to ``to_seq`` is planned, or was nothing, for these subscriptions."""
    dialect = _DIALECTS[connection.vendor]
    # Names of our own table and columns.
    statement = f"""
        UPDATE {Subscription._meta.db_table} SET cursor_seq = %s
        WHERE id IN (SELECT value FROM {dialect.listed}) AND cursor_seq < %s
    """  # noqa: S608 - names of our own tables, and fixed words.
    with connection.cursor() as cursor:
        cursor.execute(statement, [to_seq, dialect.to_parameter(subscription_ids), to_seq])
