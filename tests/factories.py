"""Makes rows of the catalogue, topics and people; cases and records come from builders.py, which walks real steps."""

import datetime

import factory
from factory.django import DjangoModelFactory

from accounts.models import Body, BodyKind, Representative, Seat, SeatRole, User
from clarifications.register.beside import Topic
from standards.catalogue import search
from standards.models import Clause, Committee, Edition, MaintenanceGroup, Standard
from standards.reading.clause_reader import parse
from standards.reading.dates import PartialDate

PASSWORD = "a long password of the cast"
LONG_AGO = datetime.date(2020, 1, 1)


class CommitteeFactory(DjangoModelFactory):
    class Meta:
        model = Committee
        django_get_or_create = ("reference",)

    reference = "ISO/CASCO"
    title = "Committee on conformity assessment"
    secretariat = "ISO/CS"


class GroupFactory(DjangoModelFactory):
    class Meta:
        model = MaintenanceGroup

    name = factory.Sequence(lambda n: f"Example group {n + 1}")
    committee = factory.SubFactory(CommitteeFactory)
    is_example = True


class StandardFactory(DjangoModelFactory):
    """ISO/IEC 91001, 91002, …: numbers that ISO does not use; a test that needs one by name takes another."""

    class Meta:
        model = Standard

    publisher = "ISO/IEC"
    number = factory.Sequence(lambda n: str(91001 + n))
    part = ""
    slug = factory.LazyAttribute(lambda o: f"{o.number}-{o.part}".strip("-"))
    sort_key = factory.LazyAttribute(lambda o: f"{o.number:0>8}{o.part:0>4}")
    committee = factory.SubFactory(CommitteeFactory)


class EditionFactory(DjangoModelFactory):
    """An edition published in its year and in force; give `stage` and `withdrawn` for others."""

    class Meta:
        model = Edition

    standard = factory.SubFactory(StandardFactory)
    year = 2017
    slug = factory.LazyAttribute(lambda o: str(o.year))
    reference = factory.LazyAttribute(lambda o: f"{o.standard.designation}:{o.slug}")
    edition_number = 1
    title = "Conformity assessment — General requirements for examples"
    stage = "60.60"
    published = factory.LazyAttribute(lambda o: PartialDate(f"{o.year}-11"))

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """Found by its words too, as an edition that was loaded or imported."""
        edition = super()._create(model_class, *args, **kwargs)
        search.index([edition.standard_id])
        return edition


class ClauseFactory(DjangoModelFactory):
    class Meta:
        model = Clause

    edition = factory.SubFactory(EditionFactory)
    number = factory.Sequence(lambda n: f"7.{n % 999 + 1}")  # no standard has a thousand of them, so none is read
    title = "Example of a heading"
    sort_key = factory.LazyAttribute(lambda o: parse(o.number).sort_key)
    slug = factory.LazyAttribute(lambda o: parse(o.number).slug)


class BodyFactory(DjangoModelFactory):
    class Meta:
        model = Body

    name = factory.Sequence(lambda n: f"Example Body {n + 1}")
    kind = BodyKind.MEMBER
    is_example = True


class UserFactory(DjangoModelFactory):
    """A person who can sign in with ``PASSWORD``; give `password=None` for one who has not followed the invitation."""

    class Meta:
        model = User

    name = factory.Sequence(lambda n: f"Person {n + 1} Example")
    email = factory.LazyAttribute(lambda o: f"{o.name.lower().replace(' ', '.')}@member.example")
    password = PASSWORD

    @classmethod
    def _create(cls, model_class: type[User], *args: object, **kwargs: object) -> User:
        return model_class.objects.create_user(*args, **kwargs)


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic

    key = factory.Sequence(lambda n: f"topic-{n + 1}")
    label = factory.LazyAttribute(lambda o: f"Example {o.key}")
    about = factory.LazyAttribute(lambda o: f"What is about {o.key}.")
    order = factory.Sequence(lambda n: n + 1)


class RepresentativeFactory(DjangoModelFactory):
    class Meta:
        model = Representative

    user = factory.SubFactory(UserFactory)
    body = factory.SubFactory(BodyFactory)
    since = LONG_AGO


class SeatFactory(DjangoModelFactory):
    class Meta:
        model = Seat

    user = factory.SubFactory(UserFactory)
    group = factory.SubFactory(GroupFactory)
    body = factory.SubFactory(BodyFactory)
    role = SeatRole.MEMBER
    since = LONG_AGO


class ConvenorFactory(SeatFactory):
    role = SeatRole.CONVENOR
