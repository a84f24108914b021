"""The rules of the house (docs/architecture.md): sizes, one door, one map, every text translatable.

Who may import whom is held by the contracts in ``pyproject.toml``, which ``make check`` reads.
"""

import ast
import functools
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import grimp
import pytest
from django.contrib import admin
from django.core.management import call_command
from django.template.loader import get_template
from django.template.utils import get_app_template_dirs

from clarifications import models as case_tables
from clarifications.intake.question_forms import FORMS
from clarifications.map import steps
from clarifications.map.whole import the_map
from clarifications.parts import PARTS
from standards.toolbox.understanding import SUBJECTS

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("standards", "accounts", "clarifications", "casco_site")
TOO_LONG_A_CHAIN = 12  # modules, each importing the next
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_VIEW, LONGEST_TEMPLATE = 400, 40, 20, 150
TEXTS = {"content", "rendered"}  # the columns that hold the JSON of a public text
KNOW_THE_KEY = ("casco_site/settings.py", "casco_site/checks.py", "accounts/site_keys.py")
MOVING = ("checking", "faults", "from_register", "steps", "typed_texts")
KNOW_THE_JSON = (
    *("clarifications/register/models.py", "clarifications/register/text.py", "clarifications/register/write.py"),
    *("clarifications/register/beside.py", "clarifications/publication/beside_steps.py"),
    *("clarifications/publication/models.py", "clarifications/publication/content.py"),
    "clarifications/markdown.py",  # which names the words of its tokens so
    *("clarifications/publication/steps.py", "bench/stories.py"),
    # Which take what is stored as it is, out and in again.
    *(f"clarifications/moving/{name}.py" for name in MOVING),
)
WIDEST_LINE, USUAL_TEMPLATE = 120, 90  # columns; lines that nine in ten templates keep to
STANDS_ALONE = re.compile(
    r"<(?:article|aside|blockquote|body|caption|dd|details|div|dl|dt|fieldset|figure|footer|form|h[1-6]|head|header"
    r"|legend|li|main|nav|ol|option|p|section|summary|svg|table|tbody|td|tfoot|th|thead|tr|ul)\b"
)
WRITES = {"create", "bulk_create", "update_or_create", "get_or_create", "bulk_update", "update", "delete"}
CHAPTERS = ("intake", "screening", "review", "consensus", "publication", "incorporation")
WRITERS = (
    *(f"clarifications/{chapter}/{name}.py" for chapter in CHAPTERS for name in ("models", "steps")),
    *("clarifications/intake/receiving.py", "clarifications/intake/endorsement_work.py"),
    *("clarifications/intake/drafts.py", "clarifications/intake/questions.py", "clarifications/publication/content.py"),
    "clarifications/publication/beside_steps.py",
    "clarifications/review/working_drafts.py",  # before the door: no version, nobody sees it
    "clarifications/erasure/",
    "clarifications/reports/work.py",  # of no case
    *("clarifications/screening/criteria.py", "clarifications/case/", "clarifications/mail/"),
    *("clarifications/register/models.py", "clarifications/register/write.py", "clarifications/register/labels.py"),
    *(f"clarifications/register/{name}.py" for name in ("finding/indexing", "drawn", "drawing", "blocks")),
    *("clarifications/moving/steps.py", "clarifications/moving/importing.py"),
)


def modules(*, with_migrations: bool = False) -> list[Path]:
    found = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return found if with_migrations else [path for path in found if "migrations" not in path.parts]


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "templates").rglob("*.txt"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """The code of a file, taken apart once for all rules; the first is the module."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef):
            yield node


def holds_views(path: Path) -> bool:
    return path.stem == "views" or path.parent.name in ("views", "pages")


def length(node: ast.FunctionDef) -> int:
    """Lines of a function without its docstring."""
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def test_every_file_says_in_its_first_line_what_it_is_for():
    files = [*modules(), *(ROOT / "tests").rglob("*.py")]

    silent = [named(path) for path in files if not (ast.get_docstring(nodes(path)[0]) or "").strip()]

    assert silent == []


def test_a_class_name_stands_in_one_module():
    """Those that Django looks for by name, such as ``Command``, stand where it looks."""
    homes = defaultdict(set)
    for path in modules():
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and node.name != "Command":
                homes[node.name].add(named(path))

    assert {name: sorted(found) for name, found in homes.items() if len(found) > 1} == {}


def test_the_longest_chain_of_imports_is_short():
    house = grimp.build_graph(*ROOMS, exclude_type_checking_imports=True, cache_dir=None)
    modules = {name for name in house.modules if ".migrations" not in name and name != "clarifications.models"}

    @functools.cache
    def chain(module: str) -> tuple[str, ...]:
        below = [chain(used) for used in house.find_modules_directly_imported_by(module) if used in modules]
        return (module, *max(below, key=len, default=()))

    longest = max(map(chain, sorted(modules)), key=len)

    assert len(longest) < TOO_LONG_A_CHAIN, " → ".join(longest)


def test_one_module_reads_the_key_of_the_site():
    """What is made with it there opens while the key is changed; elsewhere a former key would be forgotten."""
    knowing = [
        f"{named(path)}:{node.lineno}"
        for path in modules()
        if named(path) not in KNOW_THE_KEY
        for node in nodes(path)
        if (isinstance(node, ast.Attribute) and node.attr == "SECRET_KEY") or makes_code_without_key(node)
    ]

    assert knowing == []


def makes_code_without_key(node: ast.AST) -> bool:
    """Whether Django's ``salted_hmac`` is called so that it takes the present key by itself."""
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "salted_hmac"
    return called and "secret" not in [keyword.arg for keyword in node.keywords]


def test_what_reads_texts_knows_no_database():
    mixed = [
        named(path) for path in (ROOT / "standards/reading").glob("*.py") if "django.db" in path.read_text("utf-8")
    ]

    assert mixed == []


def test_the_public_text_is_read_and_written_through_its_type():
    """Its JSON is had from the two columns and from ``to_json`` alone, so nobody else can put a key to it."""
    reached = [
        f"{named(path)}:{node.lineno}"
        for path in [*modules(), *sorted((ROOT / "bench").rglob("*.py"))]
        if named(path) not in KNOW_THE_JSON and named(path).startswith(("clarifications/", "bench/"))
        for node in nodes(path)
        if reaches_json(node)
    ]
    keyed = [
        f"{name}:{node.lineno}"
        for name in KNOW_THE_JSON
        for node in nodes(ROOT / name)
        if isinstance(node, ast.Subscript | ast.Attribute)
        and isinstance(node.value, ast.Attribute | ast.Call)
        and (reaches_json(node.value) or reaches_json(getattr(node.value, "func", node)))
    ]

    assert reached == []
    assert keyed == []


def reaches_json(node: ast.AST) -> bool:
    """Whether a piece of code takes the JSON of a public text into its hands."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr.startswith("values"):
        return any(isinstance(one, ast.Constant) and one.value in TEXTS for one in node.args)
    if not isinstance(node, ast.Attribute) or node.attr not in {*TEXTS, "to_json", "from_json"}:
        return False
    return not (isinstance(node.value, ast.Name) and node.value.id == "answer")  # the content of an HTTP answer


def test_files_and_functions_stay_small():
    long_files = [
        f"{named(path)}: {lines} lines"
        for path in [*modules(), *sorted((ROOT / "tests").rglob("*.py"))]
        if (lines := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE
    ]
    long_functions = [
        f"{named(path)}:{node.lineno} {node.name}: {length(node)} lines"
        for path in modules()
        for node in functions(path)
        if length(node) > (LONGEST_VIEW if holds_views(path) else LONGEST_FUNCTION)
    ]

    assert long_files == []
    assert long_functions == []


def test_nothing_is_imported_inside_a_function():
    inside = [
        f"{named(path)}:{node.lineno}"
        for path in modules()
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert inside == []


def test_one_signal_and_no_generic_foreign_key():
    signals = [named(p) for p in modules() if "django.db.models.signals" in p.read_text("utf-8")]
    receivers = [named(p) for p in modules() if "django.dispatch" in p.read_text("utf-8")]
    generic = [named(p) for p in modules() if "GenericForeignKey" in p.read_text("utf-8")]

    assert signals == ["clarifications/apps.py"]
    assert receivers == []
    assert generic == []


def test_the_state_is_assigned_in_one_place():
    places = [
        f"{named(path)}:{number}"
        for path in modules(with_migrations=True)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if re.search(r"\w\.state = |update\([^)]*\bstate=", line)
        or ("clarifications" in path.parts and "setattr(" in line)
    ]

    assert [place.partition(":")[0] for place in places] == ["clarifications/case/door.py"]


def test_case_tables_are_written_by_the_process_alone():
    tables = set(case_tables.__all__)
    written = []
    for path in modules():
        if named(path).startswith(WRITERS):
            continue
        for node in nodes(path):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
                names = {part.id for part in ast.walk(node.func) if isinstance(part, ast.Name)}
                if names & tables:
                    written.append(f"{named(path)}:{node.lineno}")

    assert written == []


def test_cases_messages_and_register_are_not_in_the_admin():
    registered = {model.__name__ for model in admin.site._registry if model._meta.app_label == "clarifications"}

    assert registered == {"Topic"}  # the vocabulary by which the register is found


@pytest.mark.parametrize("step", steps.STEPS, ids=str)
def test_every_row_of_the_map_has_a_part_and_messages(step):
    assert step.verb in PARTS
    assert the_map().words_of(step.verb).sentence
    for audience in the_map().words_of(step.verb).audiences:
        get_template(f"emails/clarifications/{step.verb}-{audience.value}.txt")


def test_a_step_is_called_by_its_verb_in_code_too():
    called = {name for name, value in vars(steps).items() if isinstance(value, steps.Step)}

    assert called == {step.verb.upper().replace("-", "_") for step in steps.STEPS}


def test_every_row_is_in_the_list_of_steps():
    rows = [value for value in vars(steps).values() if isinstance(value, steps.Step)]

    assert len(rows) == len(steps.STEPS) == len(steps.BY_VERB)


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", stdout=io.StringIO())


def test_migrations_are_named_for_their_change():
    machine = [
        named(p) for p in modules(with_migrations=True) if re.search(r"migrations/\d{4}_(auto|alter_\w+_and)", named(p))
    ]

    assert machine == []


def test_templates_stay_small_and_hold_no_style_or_script():
    long_ones = [named(p) for p in templates() if len(p.read_text("utf-8").splitlines()) > LONGEST_TEMPLATE]
    inline = [
        f"{named(path)}:{number}"
        for path in templates()
        if path.suffix == ".html" and "emails" not in path.parts
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\bsrc=)|javascript:", line)
    ]

    assert long_ones == []
    assert inline == []


def test_templates_are_read_by_people():
    pages = {named(path): path.read_text("utf-8").splitlines() for path in templates() if path.suffix == ".html"}
    lines = [(f"{name}:{number}", line) for name, page in pages.items() for number, line in enumerate(page, start=1)]

    too_wide = [place for place, line in lines if len(line) > WIDEST_LINE]
    more_than_one_tag = [place for place, line in lines if len(STANDS_ALONE.findall(line)) > 1]
    long_ones = [name for name, page in pages.items() if len(page) > USUAL_TEMPLATE]

    assert too_wide == []
    assert more_than_one_tag == []
    assert 10 * len(long_ones) <= len(pages), long_ones


def test_an_include_says_what_it_gives():
    """So that one can read a component alone. Fields of forms are given by crispy-forms, which counts on the rest."""
    takes_all = [
        f"{named(path)}: {include}"
        for path in templates()
        if not named(path).startswith("templates/bootstrap5/")
        for include in re.findall(r"{%\s*include\b[^%]*%}", path.read_text("utf-8"))
        if not re.search(r"\bonly\s*%}$", include)
    ]

    assert takes_all == []


def test_every_template_is_used():
    """By its name, under a name put together of a verb, a page or a subject, or in place of one of a library."""
    folder = ROOT / "templates"
    names = {path: path.relative_to(folder).as_posix() for path in templates()}
    written = {
        name
        for path in [*modules(), *names]
        for name in re.findall(r"[\"']([\w./-]+\.(?:html|txt))[\"']", path.read_text("utf-8"))
        if name != names.get(path)
    }
    put_together = {
        *(
            f"emails/clarifications/{s.verb}-{a.value}.txt"
            for s in steps.STEPS
            for a in the_map().words_of(s.verb).audiences
        ),
        *(f"clarifications/{of}/{step.verb}.html" for step in steps.STEPS for of in ("steps", "requester")),
        *(f"clarifications/intake/{page}.html" for page in FORMS),
        *(subject.template for subject in SUBJECTS),
        *(f"{status}.html" for status in (400, 403, 404, 500)),
    }
    libraries = get_app_template_dirs("templates")

    unused = {
        name
        for name in {*names.values()} - written - put_together
        if not any((Path(library) / name).exists() for library in libraries)
    }

    assert unused == set()


TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.S)
COMMENT = re.compile(r"{%\s*comment\b.*?{%\s*endcomment\s*%}|{#.*?#}|<!--.*?-->", re.S)
DJANGO = re.compile(r"{%.*?%}|{{.*?}}", re.S)
SPOKEN_ATTRIBUTE = re.compile(r'\b(?:aria-label|alt|title|placeholder|data-label)="([^"{]*[A-Za-z]{2}[^"{]*)"')
TAG = re.compile(r"<[^>]*>", re.S)
NAMES = re.compile(
    r"\b(?:ISO|IEC|CASCO|Clarifications|UTC|JSON|CSV|BibTeX|RIS|Atom|OIL|nbsp|amp|middot|ODC-By)\b"
    r"|&\w+;|https?://[^\s<]+|/\w+/"
)


def untranslated(source: str) -> list[str]:
    """The words of a template that a translator would never be shown."""
    source = COMMENT.sub(" ", TRANSLATED.sub(" ", source))
    bare = DJANGO.sub("", source)
    spoken = SPOKEN_ATTRIBUTE.findall(bare)
    text = NAMES.sub(" ", TAG.sub(" ", bare))
    return [*spoken, *re.findall(r"[A-Za-z][a-z]{2,}", text)]


def test_every_text_of_the_interface_can_be_translated():
    found = {
        named(path): words
        for path in templates()
        if path.name != "robots.txt" and (words := untranslated(path.read_text("utf-8")))
    }

    assert found == {}
