
import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('practices', '0007_adoption'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='EasyReadPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('body', wagtail.fields.StreamField([('idea', 3)], blank=True, block_lookup={0: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 1: ('wagtail.blocks.TextBlock', (), {'help_text': 'One idea. At most 15 words in a sentence, and no hard words.', 'label': 'Words', 'max_length': 300, 'rows': 2}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'Who made the picture, and its licence', 'max_length': 120, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('picture', 0), ('words', 1), ('credit', 2)]], {})}, verbose_name='pictures and sentences')),
                ('checked_by', models.CharField(blank=True, help_text='People with lived experience, such as a self-advocacy group. Readers see it.', max_length=120, verbose_name='who checked it')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='checked on')),
                ('checked_sha256', models.CharField(blank=True, editable=False, max_length=64, verbose_name='digest of the text that was checked')),
                ('is_ready', models.BooleanField(default=False, editable=False, verbose_name='passes every rule')),
                ('practice', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='easy_read', to='practices.practicepage')),
            ],
            options={
                'verbose_name': 'Easy Read version',
                'verbose_name_plural': 'Easy Read versions',
                'constraints': [models.CheckConstraint(condition=models.Q(('is_ready', False), models.Q(models.Q(('checked_by', ''), _negated=True), ('checked_on__isnull', False)), _connector='OR'), name='practices_easy_read_checked_by_people')],
            },
            bases=('wagtailcore.page',),
        ),
    ]
