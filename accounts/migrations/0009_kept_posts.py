"""What was typed and could not be sent, sealed."""


from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0008_erased_accounts'),
    ]

    operations = [
        migrations.CreateModel(
            name='KeptPost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=64, unique=True)),
                ('holder', models.CharField(db_index=True, max_length=64)),
                ('network', models.CharField(db_index=True, max_length=64)),
                ('at', models.DateTimeField(db_index=True)),
                ('sealed', models.TextField()),
            ],
            options={
                'ordering': ('at', 'pk'),
            },
        ),
    ]
