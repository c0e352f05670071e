"""Meetings of an event: taking part, asking, answering; the page changes while somebody looks at it."""
import re
import urllib.parse

import pytest

from browser import PHONE


class Guest:
    """Somebody of the demonstration with an account, who does without a browser what forms do."""

    def __init__(self, demonstration, number):
        self.visitor = demonstration.visitor()
        self.session = self.visitor.sign_in(f"guest{number}@isthmus.example")

    @classmethod
    def all(cls, demonstration):
        """Four that there are."""
        found = []
        for number in range(1, 15):
            try:
                found.append(cls(demonstration, number))
            except Exception:
                continue
            if len(found) == 4:
                return found
        raise AssertionError("too few guests")

    def post(self, path, **given):
        token = re.search(r'name="form_token" value="([^"]+)"', self.visitor.text("/account/email"))[1]
        body = urllib.parse.urlencode({"form_token": token, **given}).encode()
        self.visitor.opener.open(self.visitor.address + path, body, timeout=30).close()


@pytest.fixture(scope="module")
def guests(demonstration):
    return Guest.all(demonstration)


@pytest.fixture(scope="module")
def event(demonstration):
    found = demonstration.visitor().json("/api/v1/events?" + urllib.parse.urlencode({"q": "Partnering days"}))
    return f"/events/{found['items'][0]['id']}"


@pytest.fixture(scope="module")
def brokerage(demonstration, event):
    return re.search(r"/brokerages/(bk-\w+)", demonstration.visitor().text(event))[1]


def register(browser, event):
    browser.open(event)
    browser.leave(browser.one(".actions .button.main").click)
    browser.leave(browser.one("form.record button.main").click)


def take_part(browser, brokerage, seeks):
    browser.open(f"/brokerages/{brokerage}")
    browser.leave(browser.one(".notice .button.main").click)
    field = browser.one("[id='f-seeks.en']")
    field.clear()
    field.send_keys(seeks)
    browser.one("#f-mode option[value=both]").click()
    browser.leave(browser.one("form.record button.main").click)
    assert browser.path == f"/brokerages/{brokerage}"


@pytest.mark.parametrize("language, first, second", [("en", 0, 1), ("ru", 2, 3)])
def test_from_registering_to_a_meeting_that_appears_by_itself(
        browser, guests, event, brokerage, language, first, second):
    asker, asked = guests[first], guests[second]
    for guest in [asked, asker]:
        browser.be(guest.session, language)
        browser.look(PHONE)
        register(browser, event)
        take_part(browser, brokerage, "Partners with laboratories")
        assert browser.faults() == []
        assert browser.run("return document.documentElement.scrollWidth") <= PHONE
    own = asked.visitor.json(f"/api/v1/brokerages/{brokerage}/meetings")["participant"]["id"]
    browser.open(f"/participants/{own}/request")
    browser.one("#f-message").send_keys("Shall we talk?")
    browser.leave(browser.one("form.record button.main").click)
    assert browser.path == f"/brokerages/{brokerage}/meetings"
    assert browser.all("#waiting li") and not browser.all("#agreed li")
    assert browser.faults() == []
    assert browser.run("return document.documentElement.scrollWidth") <= PHONE
    # The other answers somewhere else; this page is not loaded again.
    browser.run("window.isTheSame = true")
    meeting = asked.visitor.json(f"/api/v1/brokerages/{brokerage}/meetings")["meetings"][0]
    asked.post(f"/meeting-requests/{meeting['id']}/answer", answer="accepted", priority="3")
    browser.wait(lambda: browser.all("#agreed li"), seconds=20)
    assert browser.run("return window.isTheSame") is True
    assert not browser.all("#waiting li")
    assert browser.log() == []
    # And is told when it is off.
    asked.post(f"/meeting-requests/{meeting['id']}/withdrawal")
    browser.wait(lambda: not browser.all("#agreed li"), seconds=20)


def test_a_wrong_request_keeps_what_was_typed(browser, guests, brokerage):
    guest = guests[0]
    browser.be(guest.session)
    others = guest.visitor.json(f"/api/v1/participants?brokerage={brokerage}&mode=online")["items"]
    browser.open(f"/participants/{others[0]['id']}/request")
    browser.one("#f-message").send_keys("Hello")
    if browser.one("#f-is_online").is_selected():
        browser.one("#f-is_online").click()
    browser.leave(browser.one("form.record button.main").click)
    assert browser.all(".error-summary")
    assert browser.one("#f-message").get_attribute("value") == "Hello"


def test_the_lists_of_the_office(browser, sessions, brokerage):
    browser.be(sessions["office"])
    for path in [f"/brokerages/{brokerage}/slots", f"/meeting-requests?brokerage={brokerage}",
                 f"/participants?brokerage={brokerage}", f"/brokerages/{brokerage}"]:
        browser.open(path)
        assert browser.faults() == []
        assert browser.log() == []
