"""Tenders are indexed beside practices."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0006_best_bets'),
    ]

    operations = [
        migrations.AlterField(
            model_name='embedding',
            name='entity',
            field=models.CharField(choices=[('practice', 'Practice'), ('tender', 'Tender')], max_length=20, verbose_name='what'),
        ),
        migrations.AlterField(
            model_name='indexstate',
            name='entity',
            field=models.CharField(choices=[('practice', 'Practice'), ('tender', 'Tender')], max_length=20, unique=True, verbose_name='what'),
        ),
        migrations.AlterField(
            model_name='outboxentry',
            name='entity',
            field=models.CharField(choices=[('practice', 'Practice'), ('tender', 'Tender')], max_length=20, verbose_name='what'),
        ),
    ]
