"""Lets the database refuse to change a release once written."""

from django.db import migrations

TABLES = ("tenders_release",)

SQLITE_REFUSE = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
"""
SQLITE_ALLOW = "DROP TRIGGER IF EXISTS {table}_append_only;"

POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION tenders_refuse_update() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END;
$$ LANGUAGE plpgsql;
"""
POSTGRESQL_REFUSE = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION tenders_refuse_update();
"""
POSTGRESQL_ALLOW = "DROP TRIGGER IF EXISTS {table}_append_only ON {table};"


def refuse_updates(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    if is_postgresql:
        schema_editor.execute(POSTGRESQL_FUNCTION.replace("%", "%%"), params=[])
    for table in TABLES:
        template = POSTGRESQL_REFUSE if is_postgresql else SQLITE_REFUSE
        schema_editor.execute(template.format(table=table))


def allow_updates(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        template = POSTGRESQL_ALLOW if is_postgresql else SQLITE_ALLOW
        schema_editor.execute(template.format(table=table))
    if is_postgresql:
        schema_editor.execute("DROP FUNCTION IF EXISTS tenders_refuse_update();")


class Migration(migrations.Migration):
    dependencies = [("tenders", "0001_initial")]

    operations = [migrations.RunPython(refuse_updates, allow_updates)]
