"""Feeds of notices: the four public services of the UK, all switched off."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


# As their documentation gives them; Sell2Wales and Public Contracts Scotland list each type apart
# (invitations, early notices and awards, on their own site and above the threshold).
_FIND_A_TENDER = "https://www.find-tender.service.gov.uk/api/1.0/ocdsReleasePackages"
_CONTRACTS_FINDER = "https://www.contractsfinder.service.gov.uk/Published/Notices/OCDS/Search"
_SELL2WALES = "https://api.sell2wales.gov.wales/v1/Notices"
_SCOTLAND = "https://api.publiccontractsscotland.gov.uk/v1/Notices"
ADDRESSES = {
    "find-a-tender": [f"{_FIND_A_TENDER}?limit=100&updatedFrom={{since}}"],
    "contracts-finder": [f"{_CONTRACTS_FINDER}?limit=100&publishedFrom={{since}}"],
    "sell2wales": [
        f"{_SELL2WALES}?dateFrom={{month}}&outputType=0&noticeType={kind}"
        for kind in (1, 2, 3, 51, 52, 53)
    ],
    "public-contracts-scotland": [
        f"{_SCOTLAND}?dateFrom={{month}}&outputType=0&noticeType={kind}"
        for kind in (1, 2, 3, 101, 102, 103)
    ],
}


def add_services(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Name the four services; administrators switch on what they want read."""
    feeds = apps.get_model("tenders", "NoticeFeed")
    for source, addresses in ADDRESSES.items():
        feeds.objects.get_or_create(
            source=source, defaults={"addresses": "\n".join(addresses), "is_on": False}
        )


class Migration(migrations.Migration):

    dependencies = [
        ('tenders', '0003_gss_codes_and_digest_of_facts'),
    ]

    operations = [
        migrations.CreateModel(
            name='NoticeFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('find-a-tender', 'Find a Tender'), ('contracts-finder', 'Contracts Finder'), ('sell2wales', 'Sell2Wales'), ('public-contracts-scotland', 'Public Contracts Scotland')], max_length=30, unique=True, verbose_name='service')),
                ('addresses', models.TextField(help_text='One a line. Each gives OCDS release packages; a next page must be on the same server. {since} becomes the time of the last good reading, {month} its month (11-2026).', verbose_name='addresses')),
                ('is_on', models.BooleanField(default=False, help_text='Once an hour, and until all pages are in.', verbose_name='read it')),
                ('read_to', models.DateTimeField(blank=True, null=True, verbose_name='notices are in up to')),
                ('last_good_at', models.DateTimeField(blank=True, null=True, verbose_name='last read to its end')),
                ('last_tried_at', models.DateTimeField(blank=True, null=True, verbose_name='last tried')),
                ('problem', models.CharField(blank=True, max_length=300, verbose_name='last problem')),
                ('failures', models.PositiveSmallIntegerField(default=0, verbose_name='failures in a row')),
                ('next_try_at', models.DateTimeField(blank=True, null=True, verbose_name='next try')),
                ('pass_started_at', models.DateTimeField(blank=True, null=True, verbose_name='this pass began')),
                ('address_number', models.PositiveSmallIntegerField(default=0, verbose_name='addresses done in this pass')),
                ('next_page_url', models.TextField(blank=True, verbose_name='page to read next')),
                ('page_count', models.PositiveIntegerField(default=0, verbose_name='pages done in this pass')),
            ],
            options={
                'verbose_name': 'feed of notices',
                'verbose_name_plural': 'feeds of notices',
                'ordering': ['source'],
            },
        ),
        migrations.RunPython(add_services, migrations.RunPython.noop),
    ]
