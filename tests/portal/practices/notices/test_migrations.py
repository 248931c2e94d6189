"""What waited when notices and letters became deliveries is mailed, and once (ADR 0024)."""

from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from portal.subscriptions.models import Delivery
from portal.subscriptions.services.planning_notices import plan_notices
from portal.users.models import Notice
from tests.factories.asks import AskThreadFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

copying = import_module("portal.practices.migrations.0025_copy_notices")
letters = import_module("portal.practices.migrations.0027_letters_as_notices")
BEFORE = {
    copying: ("practices", "0024_reported_texts"),
    letters: ("practices", "0026_notices_moved_to_users"),
}
WRITTEN = datetime(2026, 3, 1, tzinfo=UTC)
MAILED = datetime(2026, 3, 2, tzinfo=UTC)
NOW = datetime(2026, 3, 3, tzinfo=UTC)


def models_before(migration, table):
    """The models as they were, with a table of this one's own."""
    targets = [BEFORE[migration], ("users", "0003_notices")]
    apps = MigrationLoader(connection).project_state(targets).apps
    model = apps.get_model("practices", table)
    # Its own table is gone, or has lost the columns that matter.
    model._meta.db_table = "practices_before"
    editor = connection.schema_editor()
    # Not entered, because SQLite lets no editor into a test's transaction; conditions that the
    # table would have are of no matter here.
    editor.deferred_sql = []
    sql, _parameters = editor.table_sql(model)
    with connection.cursor() as cursor:
        cursor.execute(sql)
    return apps, model


@pytest.fixture
def old():
    """The models before notices moved; write rows, then call `copy`."""
    return models_before(copying, "Notice")


def waiting(person, key="review:1", **fields):
    return {
        "person_id": person.pk,
        "key": key,
        "subject": "Is it still so?",
        "text": "Look at it.",
        "path": "/practices/shifts/",
        "reason": "you wrote it.",
        "created_at": WRITTEN,
        "next_try_at": WRITTEN,
        **fields,
    }


class TestANotice:
    def test_that_waited_is_mailed_once(self, old):
        apps, notices = old
        person = UserFactory()
        notices.objects.create(**waiting(person))
        copying.copy_notices(apps, None)
        copying.copy_notices(apps, None)

        plan_notices(at=NOW)

        delivery = Delivery.objects.get()
        assert delivery.subscriber.email == person.email
        assert (delivery.notice.kind, delivery.notice.subject, delivery.notice.written_at) == (
            "reviews",
            "Is it still so?",
            WRITTEN,
        )

    @pytest.mark.parametrize(
        "state",
        [
            {"mailed_at": MAILED, "next_try_at": None},
            {"mailed_at": MAILED},
            {"next_try_at": None},
        ],
        ids=["mailed", "mailed, with its last try", "given up"],
    )
    def test_that_was_mailed_or_given_up_is_kept_and_not_mailed(self, old, state):
        apps, notices = old
        notices.objects.create(**waiting(UserFactory(), **state))
        copying.copy_notices(apps, None)

        assert plan_notices(at=NOW) == 0
        assert Notice.objects.get().planned_at == state.get("mailed_at", WRITTEN)

    @pytest.mark.parametrize(
        ("key", "kind"),
        [("adoption-answer:3", "adoptions"), ("early-draft:3", "links"), ("approved:3", "results")],
    )
    def test_is_of_the_kind_that_its_key_says(self, old, key, kind):
        apps, notices = old
        notices.objects.create(**waiting(UserFactory(), key))

        copying.copy_notices(apps, None)

        assert Notice.objects.get().kind == kind

    def test_to_an_address_without_an_account_goes_there(self, old):
        apps, notices = old
        row = waiting(UserFactory(), "early-draft:1", address="ana@example.org")
        notices.objects.create(**{**row, "person_id": None})
        copying.copy_notices(apps, None)

        plan_notices(at=NOW)

        assert Delivery.objects.get().subscriber.email == "ana@example.org"

    def test_is_not_mailed_again_after_a_way_back_and_forth(self, old):
        apps, notices = old
        person = UserFactory()
        notices.objects.create(**waiting(person))
        copying.copy_notices(apps, None)
        plan_notices(at=NOW)
        notices.objects.all().delete()

        copying.copy_back(apps, None)
        assert list(notices.objects.values_list("key", "mailed_at")) == [("review:1", NOW)]
        copying.copy_notices(apps, None)

        assert plan_notices(at=NOW) == 0


class TestALetter:
    @pytest.mark.parametrize("is_from_replier", [True, False])
    def test_that_waited_is_mailed_to_the_other_side_once(self, is_from_replier):
        apps, messages = models_before(letters, "AskMessage")
        thread = AskThreadFactory()
        sides = {True: thread.replier, False: thread.ask.posted_by}
        letter = {"thread_id": thread.pk, "author_id": sides[is_from_replier].pk, "text": "Hello."}
        times = {"sent_at": WRITTEN, "next_try_at": WRITTEN}
        messages.objects.create(**letter, **times)
        messages.objects.create(**letter, **{**times, "mailed_at": MAILED})
        messages.objects.create(**letter, **{**times, "next_try_at": None})
        letters.write_notices(apps, None)
        letters.write_notices(apps, None)

        plan_notices(at=NOW)

        delivery = Delivery.objects.get()
        assert delivery.subscriber.email == sides[not is_from_replier].email
        assert delivery.notice.text.endswith("Hello.")
        assert delivery.notice.path == f"/asks/letters/{thread.pk}/"
