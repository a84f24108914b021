"""Pages look the same with the sheets they load as with all of Bootstrap and every rule of ours: element by element."""

from playwright.sync_api import Page, Route

from casco_site.sheets import SHEETS, STYLES
from clarifications.demo.walk import Walk
from tests.journeys.looks import nothing_is_wrong
from tests.journeys.stage import Person, Stage
from tools.sheets import WHOLE

PUBLIC = (
    *("/", "/components/", "/standards/17020/2012/7.1.5/", "/clarifications/?outcome=yes", "/nothing/", "/request/"),
    *("/search/?q=17025+7.8.6", f"/search/?q={'x' * 300}", "/account/login/"),
)
DESK = ("/desk/", "/desk/new/historic/")
SIGHTS = (("1280", 1280, "screen"), ("390", 390, "screen"), ("printed", 1280, "print"))
# A look at a page: a digest of every property of every element, and of what a sheet puts before and after it; of
# elements that are alike, with alike ones around them, the first. Forms with errors stand on the page of components.
LOOK = """
() => {
  const names = [...getComputedStyle(document.body)].filter((name) => !name.startsWith("--"));
  const kind = (element) => element ? `${element.tagName}.${element.className} ${element.getAttributeNames()}` : "";
  const around = (element) => [element, element.parentElement, element.previousElementSibling].map(kind).join(" < ");
  const digest = (text) => {
    let sum = 5381;
    for (let at = 0; at < text.length; at += 1) sum = (sum * 33 ^ text.charCodeAt(at)) | 0;
    return sum;
  };
  const first = new Map([...document.querySelectorAll("body, body *")].reverse().map((one) => [around(one), one]));
  return [...first].flatMap(([name, element]) => [null, "::before", "::after"].flatMap((part) => {
    const style = getComputedStyle(element, part);
    if (part && style.content === "none") return [];
    return `${name}${part || ""} ${digest(names.map((property) => style.getPropertyValue(property)).join())}`;
  }));
}
"""


def everything(route: Route) -> None:
    """All of Bootstrap and every part of ours, as they are written, instead of the first sheet."""
    parts = [part for sheet in SHEETS.values() for part in sheet if part not in ("bootstrap", "print")]
    texts = [WHOLE.read_text("utf-8"), *((STYLES / f"{part}.css").read_text("utf-8") for part in parts)]
    printed = (STYLES / "print.css").read_text("utf-8")
    route.fulfill(content_type="text/css", body="\n".join([*texts, f"@media print {{ {printed} }}"]))


def looks(page: Page) -> dict[str, list[str]]:
    """How the page looks, wide, narrow and printed."""
    page.wait_for_load_state("networkidle")
    seen = {}
    for name, width, media in SIGHTS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(media=media)
        seen[name] = page.evaluate(LOOK)
    page.emulate_media(media="screen")
    return seen


def differences(person: Person) -> list[str]:
    """What looks different on the page that somebody is at, once all rules are there."""
    page = person.page
    now = looks(page)
    page.route("**/css/site.css", everything)
    page.route("**/css/work.css", lambda route: route.fulfill(content_type="text/css", body=""))
    page.goto(page.url)
    whole = looks(page)
    page.unroute_all()
    return [
        f"{person.path} {sight}: {element}"
        for sight in now
        for element in sorted(set(now[sight]) ^ set(whole[sight]))[:4]
    ]


def test_no_public_page_misses_a_rule(gallery: Stage, demonstration: Walk):
    record = demonstration.cases["c02"].clarification.record.get_absolute_url()
    petra = gallery.enters("Petra")
    found = []

    for address in (*PUBLIC, record):
        petra.opens(address, status=404 if address == "/nothing/" else 200)
        found += differences(petra)

    nothing_is_wrong(found)


def test_no_page_of_the_desk_misses_a_rule(gallery: Stage, demonstration: Walk):
    cases = [demonstration.cases[key].clarification.get_absolute_url() for key in ("c29", "c11")]
    sam = gallery.enters("Sam", demonstration.cast.people["sam"])
    found = []

    for address in (*DESK, *cases, f"{cases[-1]}record-finding/"):
        sam.opens(address)
        found += differences(sam)

    nothing_is_wrong(found)
