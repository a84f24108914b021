"""What was brought in from files of ISO Open Data."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('standards', '0005_resource'),
    ]

    operations = [
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='when')),
                ('files', models.CharField(max_length=300, verbose_name='files')),
                ('as_of', models.DateField(null=True, verbose_name='day of the data')),
                ('added', models.PositiveIntegerField(default=0, verbose_name='added')),
                ('changed', models.PositiveIntegerField(default=0, verbose_name='changed')),
                ('withdrawn', models.PositiveIntegerField(default=0, verbose_name='withdrawn')),
                ('succeeded', models.PositiveIntegerField(default=0, verbose_name='with a new successor')),
                ('refused', models.PositiveIntegerField(default=0, verbose_name='lines left out')),
                ('report', models.TextField(blank=True, verbose_name='report')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ('-at', '-pk'),
            },
        ),
    ]
