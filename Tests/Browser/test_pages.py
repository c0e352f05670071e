"""Every page a visitor, a representative or an officer comes by, at two widths, in two languages, light and dark."""
import json
import re
from pathlib import Path

import pytest

from browser import DESK, PHONE

SENTENCES = Path(__file__).resolve().parents[2] / "Sources/Isthmus/Translations"
WORDS = {language: json.loads((SENTENCES / f"{language}.json").read_text()) for language in ("en", "ru")}
# `organisation.title` where a sentence should stand; an address such as office@isthmus.example is none.
KEY = re.compile(r"(?<![\w@./-])(?:%s)\.[a-z_]+(?:\.[a-z_]+)*(?![\w@])" % "|".join(
    sorted({key.split(".")[0] for key in WORDS["en"]}, key=len, reverse=True)))
FILE = re.compile(r"\.(csv|xlsx|jsonl?|yaml|ical)$")
# Who looks, the page, and what the page answers.
PAGES = {
    "home": (None, "/"),
    "organisations": (None, "/organisations"),
    "organisations filtered": (None, "/organisations?country=AM&kind=company&q=solutions"),
    "organisation": (None, "organisations"),
    "people": (None, "/people"),
    "person": (None, "people"),
    "competences": (None, "/competences"),
    "competence": (None, "competences"),
    "projects": (None, "/projects"),
    "project": (None, "projects"),
    "calls": (None, "/calls"),
    "calls filtered": (None, "/calls?side=AM&paid=yes&state=open&within=180"),
    "calls calendar": (None, "/calls/calendar"),
    "call": (None, "calls"),
    "inventory": (None, "/inventory"),
    "programmes": (None, "/programmes"),
    "programme": (None, "programmes"),
    "mobility": (None, "/mobility"),
    "mobility scheme": (None, "mobility"),
    "funding": (None, "/inventory/funding"),
    "gaps": (None, "/inventory/gaps"),
    "gaps of a pair": (None, "/inventory/gaps?pair=AM-DE"),
    "obstacles": (None, "/obstacles"),
    "obstacle": (None, "obstacles"),
    "bodies": (None, "/bodies"),
    "body": (None, "bodies"),
    "events": (None, "/events"),
    "events calendar": (None, "/events/calendar"),
    "events map": (None, "/events/map"),
    "event": (None, "events"),
    "agenda": (None, "events/agenda"),
    "event's form": ("office", "events/form"),
    "new event": ("office", "/events/new"),
    "programmes of events": (None, "/event-programmes"),
    "programme of events": (None, "event-programmes"),
    "intake of a programme": (None, "event-programmes/proposals/new"),
    "programme of events' form": ("office", "event-programmes/form"),
    "proposed events": ("office", "/event-proposals"),
    "coverage": ("office", "event-programmes/coverage"),
    "collisions": ("office", "event-programmes/collisions"),
    "statistics of a programme": ("office", "event-programmes/statistics"),
    "booklet": ("office", "event-programmes/booklet"),
    "registrations": ("office", "/event-registrations"),
    "networks": (None, "/networks"),
    "network": (None, "networks"),
    "countries": (None, "/countries"),
    "country": (None, "/countries/AM"),
    "topics": (None, "/topics"),
    "topics of a scheme": (None, "/topics?scheme=ford"),
    "topic": (None, "/topics/ford-1-3"),
    "find nothing yet": (None, "/find"),
    "find": (None, "/find?q=tech"),
    "nothing found": (None, "/find?q=zzzz"),
    "experts": (None, "/find/experts"),
    "experts found": (None, "/find/experts?q=laser+crystals&country=AM"),
    "like an organisation": (None, "organisations/like"),
    "like a competence": (None, "competences/like"),
    "like a project": (None, "projects/like"),
    "about": (None, "/about"),
    "accessibility": (None, "/accessibility"),
    "sign-in": (None, "/sign-in"),
    "register": (None, "/register"),
    "password": (None, "/password/reset"),
    "not found": (None, "/nothing/here"),
    "refused": ("anahit", "/office"),
    "desk": ("anahit", "/desk"),
    "account": ("anahit", "/account"),
    "person's form": ("office", "people/form"),
    "organisation's form": ("office", "organisations/form"),
    "competence's form": ("office", "competences/form"),
    "project's form": ("office", "projects/form"),
    "network's form": ("office", "networks/form"),
    "programme's form": ("office", "programmes/form"),
    "programme's contacts": ("office", "programmes/contacts"),
    "scheme's form": ("office", "mobility/form"),
    "obstacle's form": ("office", "obstacles/form"),
    "body's form": ("office", "bodies/form"),
    "updates": ("office", "/office/updates"),
    "requests to owners": ("office", "/office/update-requests"),
    "call's form": ("office", "calls/form"),
    "call's rules": ("office", "calls/rules"),
    "new call": ("office", "/calls/new"),
    "new organisation": ("office", "/organisations/new"),
    "office": ("office", "/office"),
    "office's desk": ("office", "/desk"),
    "claims": ("office", "/office/claims"),
    "imports": ("office", "/office/imports"),
    "mail": ("office", "/office/mail"),
    "duplicates": ("office", "/office/duplicates"),
    "merges": ("office", "/office/merges"),
    "journal": ("office", "/office/journal"),
    "accounts": ("admin", "/office/accounts"),
    "invitations": ("admin", "/office/invitations"),
}
LOOKS = [(DESK, "en", False), (DESK, "ru", True), (PHONE, "en", True), (PHONE, "ru", False)]
MOST_BYTES = 150_000


def path_of(page, things):
    path = PAGES[page][1]
    kind, _, form = path.partition("/")
    return path if not kind else things[kind] + (f"/{form}" if form else "")


@pytest.mark.parametrize("width, language, is_dark", LOOKS, ids=lambda value: str(value))
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_whole(browser, things, sessions, page, width, language, is_dark):
    who = PAGES[page][0]
    browser.look(width, is_dark)
    browser.be(who and sessions[who], language)
    browser.open(path_of(page, things))
    found = browser.run("""
        const texts = [document.body.innerText, document.title]
        for (const place of document.querySelectorAll("[aria-label], [title], [placeholder], [data-label]"))
          texts.push(...["aria-label", "title", "placeholder", "data-label"].map(name => place.getAttribute(name) || ""))
        const wide = [...document.querySelectorAll("main *, header *, footer *")].filter(place => {
          const box = place.getBoundingClientRect()
          return box.right > innerWidth + 1 && box.width > 0 && !place.closest(".scroll, .tabs, svg, .unseen, thead")
        })
        return {width: document.documentElement.scrollWidth, window: innerWidth, lang: document.documentElement.lang,
          heads: [...document.querySelectorAll("h1")].map(head => head.innerText), title: document.title,
          text: texts.join("\\n"), wide: wide.slice(0, 3).map(place => place.outerHTML.slice(0, 120)),
          mains: document.querySelectorAll("main").length,
          gone: [...document.querySelectorAll("a[href^='#']")].map(link => link.getAttribute("href").slice(1))
            .filter(name => !document.getElementById(name))}""")
    assert found["width"] <= width, f"wider than the window: {found['wide']}"
    assert found["lang"] == language
    assert len(found["heads"]) == 1 and found["heads"][0].strip(), found["heads"]
    assert found["title"].strip(" ·") and found["mains"] == 1
    assert found["gone"] == [], "links to places that are not on the page"
    assert [key for key in KEY.findall(found["text"]) if not FILE.search(key)] == []
    assert re.findall(r"\{[a-z_]+\}", found["text"]) == [], "a sentence with a place that nobody filled"
    # The answer 403 or 404 itself is told to the console.
    assert [line for line in browser.log() if not (page in ("refused", "not found") and "status of 40" in line)] == []
    assert browser.faults() == []
    assert browser.weight() <= MOST_BYTES


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("who", [None, "office"])
def test_the_header_stands_in_one_row(browser, sessions, language, who):
    browser.be(who and sessions[who], language)
    browser.open("/organisations")
    rows = browser.run("""
        return [...document.querySelectorAll("header.site > *")].map(place => place.getBoundingClientRect())
          .map(box => Math.round(box.top + box.height / 2))""")
    assert max(rows) - min(rows) <= 2, rows
    assert browser.run("return document.querySelector('header.site').offsetHeight") <= 64


def test_what_the_office_offers_is_there(demonstration):
    officer = demonstration.visitor()
    officer.sign_in("office@isthmus.example")
    paths = sorted(set(re.findall(r'href="(/office/[a-z/-]+)"', officer.text("/office"))))
    assert {path: officer.get(path)[0] for path in paths} == {path: 200 for path in paths}
    assert len(paths) >= 5


def test_links_of_the_frame_lead_somewhere(demonstration):
    visitor = demonstration.visitor()
    paths = sorted(set(re.findall(r'href="(/[^"?#]*)"', visitor.text("/about"))))
    assert {path: visitor.get(path)[0] for path in paths} == {path: 200 for path in paths}
