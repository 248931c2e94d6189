"""Comments by organisations on tenders, and their history."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0011_said_to_be'),
        ('tenders', '0004_notice_feeds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TenderComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=2000, verbose_name='words')),
                ('written_at', models.DateTimeField(verbose_name='written')),
                ('changed_at', models.DateTimeField(blank=True, null=True, verbose_name='last changed by its author')),
                ('is_reported', models.BooleanField(default=False, verbose_name='reported')),
                ('is_hidden', models.BooleanField(default=False, verbose_name='hidden')),
                ('is_taken_back', models.BooleanField(default=False, verbose_name='taken back')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                ('tender', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='tenders.tender')),
            ],
            options={
                'verbose_name': 'comment on a tender',
                'verbose_name_plural': 'comments on tenders',
            },
        ),
        migrations.CreateModel(
            name='TenderCommentEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(choices=[('reported', 'reported'), ('hidden', 'hidden'), ('restored', 'shown'), ('changed', 'changed by its author'), ('taken-back', 'taken back by its author')], max_length=10, verbose_name='what was done')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('report_reason', models.CharField(blank=True, choices=[('hurtful', 'It insults or threatens somebody'), ('private', 'It names a person or tells private things'), ('false', 'It is not true'), ('advert', 'It sells something, or does not belong here'), ('other', 'Something else')], max_length=10, verbose_name='reason of the report')),
                ('words', models.CharField(blank=True, max_length=500, verbose_name='in words')),
                ('earlier_text', models.TextField(blank=True, max_length=2000, verbose_name='what stood there before')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='tenders.tendercomment')),
            ],
            options={
                'verbose_name': 'entry in the history of a comment',
                'verbose_name_plural': 'history of comments',
            },
        ),
        migrations.AddConstraint(
            model_name='tendercomment',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='tenders_comment_has_words'),
        ),
        migrations.AddConstraint(
            model_name='tendercomment',
            constraint=models.UniqueConstraint(fields=('tender', 'author', 'organisation', 'text'), name='tenders_comment_once'),
        ),
        migrations.AddConstraint(
            model_name='tendercommentevent',
            constraint=models.UniqueConstraint(condition=models.Q(('step', 'reported')), fields=('comment', 'by'), name='tenders_comment_reported_once'),
        ),
    ]
