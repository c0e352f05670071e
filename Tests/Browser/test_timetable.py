"""The timetable: an officer makes, publishes and mends it; who meets sees it."""
import pytest

from browser import PHONE


@pytest.fixture(scope="module")
def office(demonstration):
    visitor = demonstration.visitor()
    visitor.sign_in("office@isthmus.example")
    return visitor


@pytest.fixture(scope="module")
def coming(office):
    """The brokerage whose meetings are still to come."""
    return office.json("/api/v1/meetings?state=planned&sort=date")["items"][0]["brokerageID"]


@pytest.fixture(scope="module")
def over(office):
    return office.json("/api/v1/meetings?state=held")["items"][0]["brokerageID"]


def guest(demonstration, brokerage):
    """Somebody of the demonstration who meets others there: the visitor, and the token of the session."""
    for number in range(1, 15):
        visitor = demonstration.visitor()
        try:
            token = visitor.sign_in(f"guest{number}@isthmus.example")
        except Exception:
            continue
        own = visitor.json(f"/api/v1/brokerages/{brokerage}/mine/timetable")
        if any("startsAt" in line for line in own["lines"]):
            return visitor, token
    raise AssertionError("nobody meets anybody")


def make(browser, brokerage, cancel=False):
    """Draws up a draft and waits until its page is there."""
    browser.open(f"/brokerages/{brokerage}/timetable/drafts")
    seconds = browser.one("#f-seconds")
    seconds.clear()
    seconds.send_keys("1")
    if cancel:
        browser.run("document.querySelector('form.record details').open = true;"
                    "document.querySelector('input[name=cancel_slots]').click()")
    browser.leave(browser.one("form.record button.main").click)
    browser.wait(lambda: browser.path.startswith("/timetable-drafts/"), seconds=60)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_an_officer_cancels_a_slot_sees_what_it_means_and_publishes(
        browser, demonstration, sessions, office, coming, language):
    before = office.json(f"/api/v1/brokerages/{coming}/timetable")
    browser.be(sessions["office"], language)
    make(browser, coming, cancel=True)
    assert browser.faults() == []
    draft = browser.path.split("/")[-1]
    profile = office.json(f"/api/v1/timetable-drafts/{draft}")
    assert sum(profile["counts"].values()) == len(profile["lines"])
    moved = [line for line in profile["lines"] if line["difference"] == "moved"]
    assert len(browser.all("#moved tbody tr")) == len(moved)
    # Nothing has changed yet.
    assert office.json(f"/api/v1/brokerages/{coming}/timetable") == before
    browser.leave(browser.one(".actions button.main").click)
    assert browser.path == f"/brokerages/{coming}/timetable"
    after = office.json(f"/api/v1/brokerages/{coming}/timetable")
    assert after["edition"] == before["edition"] + 1
    assert after["troubled"] == 0
    assert browser.faults() == []


def test_who_meets_sees_the_own_timetable_on_a_phone(browser, demonstration, coming):
    browser.be(guest(demonstration, coming)[1])
    browser.look(PHONE)
    browser.open(f"/brokerages/{coming}/mine/timetable")
    assert browser.all("#own-timetable ol.timetable > li")
    assert browser.faults() == []
    assert browser.run("return document.documentElement.scrollWidth") <= PHONE
    browser.open(f"/brokerages/{coming}/timetable")
    assert not browser.all("table.grid")


def test_after_the_event_they_say_what_came_of_it(browser, demonstration, over):
    browser.be(guest(demonstration, over)[1])
    browser.open(f"/brokerages/{over}/mine/timetable")
    link = browser.one("#own-timetable a[href$='/outcome']")
    browser.leave(link.click)
    browser.one("#f-result option[value=follow_up]").click()
    browser.leave(browser.one("form.record button.main").click)
    assert browser.path.split("#")[0] == f"/brokerages/{over}/mine/timetable"
    assert browser.all("#own-timetable .pill.good")


def test_numbers_of_the_statistics_open_their_lists(browser, sessions):
    browser.be(sessions["office"])
    browser.open("/meetings/statistics")
    cell = browser.one("#pairs td a")
    number = cell.text
    browser.leave(cell.click)
    assert browser.one(".title .lede").text.split()[0] == number
