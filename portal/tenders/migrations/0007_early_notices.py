"""Early notices that commissioners post here, and their history."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0014_hours_are_offers'),
        ('tenders', '0006_reportable_words'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='tender',
            name='source',
            field=models.CharField(choices=[('find-a-tender', 'Find a Tender'), ('contracts-finder', 'Contracts Finder'), ('sell2wales', 'Sell2Wales'), ('public-contracts-scotland', 'Public Contracts Scotland'), ('example', 'Example'), ('own', 'This site, by the buyer'), ('other', 'Another publisher')], default='other', max_length=30, verbose_name='published on'),
        ),
        migrations.CreateModel(
            name='EarlyNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_reported', models.BooleanField(default=False, verbose_name='reported')),
                ('is_hidden', models.BooleanField(default=False, verbose_name='hidden by moderators')),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('wanted', models.TextField(blank=True, max_length=5000, verbose_name='what is wanted')),
                ('lots_text', models.TextField(blank=True, max_length=3000, verbose_name='lots, one on each line')),
                ('skilled_roles', models.TextField(blank=True, max_length=2000, verbose_name='skilled roles')),
                ('secure_hours', models.TextField(blank=True, max_length=2000, verbose_name='security of hours')),
                ('outcomes', models.TextField(blank=True, max_length=2000, verbose_name='outcomes wanted')),
                ('talks_end_on', models.DateField(blank=True, null=True, verbose_name='last day of the talks')),
                ('notice_expected_on', models.DateField(blank=True, null=True, verbose_name='tender expected')),
                ('contact_url', models.URLField(blank=True, max_length=500, verbose_name='page with the contact')),
                ('written_at', models.DateTimeField(verbose_name='written')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published')),
                ('changed_at', models.DateTimeField(blank=True, null=True, verbose_name='changed since')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn')),
                ('withdrawn_why', models.CharField(blank=True, max_length=500, verbose_name='why withdrawn')),
                ('areas', models.ManyToManyField(blank=True, to='organisations.area', verbose_name='areas')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('continued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='early_notices_before', to='tenders.tender', verbose_name='went on as')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='early_notices', to='organisations.organisation', verbose_name='buyer')),
                ('services', models.ManyToManyField(blank=True, to='organisations.servicetype', verbose_name='services')),
            ],
            options={
                'verbose_name': 'early notice',
                'verbose_name_plural': 'early notices',
            },
        ),
        migrations.CreateModel(
            name='PublishedNotice',
            fields=[
            ],
            options={
                'verbose_name': 'early notice',
                'verbose_name_plural': 'early notices',
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('tenders.earlynotice',),
        ),
        migrations.AddField(
            model_name='tender',
            name='early_notice',
            field=models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, to='tenders.earlynotice', verbose_name='notice posted here'),
        ),
        migrations.CreateModel(
            name='EarlyNoticeEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(choices=[('reported', 'reported'), ('hidden', 'hidden'), ('restored', 'shown'), ('changed', 'changed by its author'), ('taken-back', 'taken back by its author')], max_length=10, verbose_name='what was done')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('report_reason', models.CharField(blank=True, choices=[('hurtful', 'It insults or threatens somebody'), ('private', 'It names a person or tells private things'), ('false', 'It is not true'), ('advert', 'It sells something, or does not belong here'), ('other', 'Something else')], max_length=10, verbose_name='reason of the report')),
                ('words', models.CharField(blank=True, max_length=500, verbose_name='in words')),
                ('earlier_text', models.TextField(blank=True, verbose_name='what stood there before')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='tenders.earlynotice')),
            ],
            options={
                'verbose_name': 'entry in the history of an early notice',
                'verbose_name_plural': 'history of early notices',
            },
        ),
        migrations.AddConstraint(
            model_name='earlynotice',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='tenders_early_notice_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='earlynotice',
            constraint=models.CheckConstraint(condition=models.Q(('published_at', None), models.Q(models.Q(('wanted', ''), _negated=True), models.Q(('contact_url', ''), _negated=True), ('talks_end_on__isnull', False)), _connector='OR'), name='tenders_early_notice_published_whole'),
        ),
        migrations.AddConstraint(
            model_name='earlynotice',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at', None), ('published_at__isnull', False), _connector='OR'), name='tenders_early_notice_withdrawn_after_published'),
        ),
        migrations.AddConstraint(
            model_name='earlynoticeevent',
            constraint=models.UniqueConstraint(condition=models.Q(('step', 'reported')), fields=('notice', 'by'), name='tenders_early_notice_reported_once'),
        ),
    ]
