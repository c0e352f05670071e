"""Pages on paper: the content and nothing to click."""
import re

import pytest


@pytest.mark.parametrize("kind", ["organisation", "list"])
def test_a_page_can_be_printed(browser, things, kind):
    browser.open(things["organisations"] if kind == "organisation" else "/organisations?country=AM")
    head = browser.one("h1").text
    browser.look(medium="print")
    shown = browser.run("""
        return Object.fromEntries(Object.entries(arguments[0]).map(([name, selector]) =>
          [name, [...document.querySelectorAll(selector)].some(place => place.checkVisibility())]))""", {
        "content": "main h1, main td", "navigation": "nav.main, nav.rooms, nav.me, .find", "filters": ".filters, .tools, .pages",
        "buttons": "button, .button", "name of the programme": ".brand"})
    assert shown == {"content": True, "navigation": False, "filters": False, "buttons": False,
                     "name of the programme": True}
    paper = browser.paper()
    assert paper.startswith(b"%PDF") and len(re.findall(rb"/Type\s*/Page\b", paper)) in range(1, 6)
    outline = [title.decode("utf-16") if title.startswith(b"\xfe\xff") else title.decode("latin-1")
               for title in titles(paper)]
    assert head in outline


def titles(paper):
    """The headings in the document's outline, as bytes."""
    for found in re.finditer(rb"/Title\s*(\((?:\\.|[^\\)])*\)|<[0-9A-Fa-f\s]*>)", paper):
        if found[1].startswith(b"<"):
            yield bytes.fromhex(found[1][1:-1].decode())
        else:
            yield re.sub(rb"\\(.)", rb"\1", found[1][1:-1])
