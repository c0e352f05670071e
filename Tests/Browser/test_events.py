"""An event from registering to the certificate: in two languages, at the door on a phone."""
import re
from email import message_from_bytes, policy

import pytest

from browser import PHONE


@pytest.fixture(scope="module")
def event(demonstration):
    """An event to which visitors may still register, without waiting: the one that is on."""
    visitor = demonstration.visitor()
    found = visitor.json("/api/v1/events?state=running")["items"]
    return f"/events/{found[0]['id']}"


def letters(demonstration, address):
    """The texts of the mails that went to an address, oldest first."""
    found = []
    for path in sorted(demonstration.mail.glob("*.eml"), key=lambda path: path.stat().st_mtime):
        letter = message_from_bytes(path.read_bytes(), policy=policy.default)
        if address in str(letter["To"]):
            found.append(letter.get_body(("plain",)).get_content())
    return found


def register(browser, event, name, address):
    browser.open(event)
    browser.leave(browser.one(".actions .button.main").click)
    browser.one("#f-name").send_keys(name)
    browser.one("#f-email").send_keys(address)
    browser.one("#f-organisation").send_keys("Institute of Ice")
    browser.leave(browser.one("form.record button.main").click)


def confirm(browser, demonstration, address):
    text = browser.wait(lambda: letters(demonstration, address), seconds=60)[0]
    link = re.search(r"https?://\S+(/registrations/\S+)", text)[1]
    browser.open(link)
    browser.leave(browser.one(".actions .button.main").click)
    return link


@pytest.mark.parametrize("language, name, place", [
    ("en", "Vera Frost", "Has a place"), ("ru", "Вера Мороз", "Место есть")])
def test_from_registering_to_the_certificate(browser, demonstration, sessions, event, language, name, place):
    address = f"vera-{language}@far.example"
    browser.be(language=language)
    register(browser, event, name, address)
    assert browser.path == event
    link = confirm(browser, demonstration, address)
    assert browser.one(".title .pill").text == place
    # The organisers print a badge; its code leads to the page at the door.
    browser.be(sessions["office"], language)
    browser.open(event + "/badges")
    badge = next(item for item in browser.all(".badges > li") if name in item.text)
    assert badge.find_elements("css selector", "svg[role=img] path")
    listed = demonstration.visitor()
    listed.sign_in("office@isthmus.example")
    person = next(item for item in listed.json(f"/api/v1/event-registrations?event={event.split('/')[-1]}&q=vera")["items"]
                  if item["email"] == address)
    browser.look(PHONE)
    browser.open(f"/event-registrations/{person['id']}")
    browser.leave(browser.one(".actions .button.main").click)
    assert browser.faults() == []
    assert browser.run("return document.documentElement.scrollWidth") <= PHONE
    # The certificate is there, in both languages.
    browser.look()
    browser.be(language=language)
    browser.open(link + "/certificate")
    assert [part.get_attribute("lang") for part in browser.all(".certificate > div")] == ["en", "ru"]
    assert [part.text for part in browser.all(".certificate .name")] == [name, name]
    assert browser.paper().startswith(b"%PDF")


def test_a_mistake_keeps_what_was_typed(browser, event):
    browser.open(event + "/registration")
    browser.one("#f-name").send_keys("Vera")
    browser.one("#f-email").send_keys("nowhere")
    browser.one("[name='companions.0.name']").send_keys("Olga")
    browser.leave(browser.one("form.record button.main").click)
    assert browser.one("#f-name").get_attribute("value") == "Vera"
    assert browser.one("[name='companions.0.name']").get_attribute("value") == "Olga"
    assert len(browser.all(".error-summary li")) == 2


def test_times_stand_in_the_reader_s_zone_too(browser, event):
    browser.tell("Emulation.setTimezoneOverride", timezoneId="Asia/Tokyo")
    try:
        browser.open(event)
        shown = browser.one("[data-starts]").text
    finally:
        browser.tell("Emulation.setTimezoneOverride", timezoneId="")
    assert shown.startswith("In your time: ") and "GMT+9" in shown


@pytest.mark.parametrize("page", ["", "/calendar", "/map"])
@pytest.mark.parametrize("width", [1280, PHONE])
def test_events_are_read_by_everybody(browser, page, width):
    browser.look(width)
    browser.open("/events" + page)
    assert browser.faults() == []
    assert browser.run("return document.documentElement.scrollWidth") <= width
    assert browser.log() == []


def test_the_small_page_stands_in_other_people_s_pages(browser, event):
    browser.open(event + "/embed")
    assert browser.all("h1 a") and not browser.all("nav, form")
    assert browser.log() == []
