"""Inserts planned mails by the thousand, alike but for who gets them and from where on."""

import uuid
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import Any

from django.db import connection

from portal.subscriptions.models import Delivery

ROWS = 500
"""In one statement: below the number of values that SQLite takes (32,766)."""

Window = tuple[int, int]


def insert_alike(*, pattern: Delivery, mails: Iterable[tuple[int, Sequence[Window]]]) -> None:
    """Insert a copy of ``pattern`` for each (subscriber id, windows).

    The ORM prepares each of twenty values of each row; of a hundred thousand rows that is two
    thirds of planning. Here only what differs is prepared for each row.

    Raises:
        IntegrityError: one of them has a mail for the period already; none is inserted.
    """
    fields = [field for field in Delivery._meta.concrete_fields if not field.primary_key]
    names = [field.attname for field in fields]
    same = [field.get_db_prep_save(getattr(pattern, field.attname), connection) for field in fields]
    person, key, since = (names.index(n) for n in ("subscriber_id", "public_id", "windows"))

    def row(subscriber_id: int, windows: Sequence[Window]) -> list[Any]:
        values = same.copy()
        values[person] = subscriber_id
        values[key] = fields[key].get_db_prep_save(uuid.uuid4(), connection)
        values[since] = fields[since].get_db_prep_save(windows, connection)
        return values

    rows = iter(row(*mail) for mail in mails)
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(Delivery._meta.db_table)
    holes = f"({', '.join(['%s'] * len(fields))})"
    with connection.cursor() as cursor:
        while chunk := list(islice(rows, ROWS)):
            values = ", ".join([holes] * len(chunk))
            # Names of our own columns, and holes for every value.
            statement = f"INSERT INTO {table} ({columns}) VALUES {values}"  # noqa: S608
            cursor.execute(statement, list(chain.from_iterable(chunk)))
