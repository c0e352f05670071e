"""What goes into people's calendars is read equal by two libraries, and says what the API says."""
import re
from datetime import datetime, timezone

import pytest

import calendars
from test_timetable import coming, guest, office  # noqa: F401

CYRILLIC = re.compile("[а-яё]{3,}", re.IGNORECASE)


def seconds(text):
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc).timestamp()


def times(entries):
    """By the name before the host's."""
    return {uid.split("@")[0]: entry[:2] for uid, entry in entries.items()}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_events_are_at_the_time_of_their_places(demonstration, language):
    visitor = demonstration.visitor(language)
    status, headers, body = visitor.get("/events.ics")
    assert status == 200 and headers["Content-Type"].startswith("text/calendar")
    entries = calendars.read(body)
    found = times(entries)
    known = {line["id"]: (seconds(line["startsAt"]), seconds(line["endsAt"]))
             for line in visitor.json("/api/v1/events?limit=100")["items"]}
    assert len(found) > 10
    assert {uid: known[uid] for uid in found} == found
    # In several zones, one of which changes its clocks.
    assert len(re.findall(rb"^TZID:", body, re.MULTILINE)) > 2 and b"BEGIN:DAYLIGHT" in body
    if language == "ru":
        assert any(CYRILLIC.search(summary) for _, _, summary, _ in entries.values())
    one = next(iter(found))
    assert times(calendars.read(visitor.get(f"/events/{one}/calendar.ics")[2])) == {one: found[one]}


def test_the_own_calendar_has_events_and_meetings(browser, demonstration, coming):  # noqa: F811
    browser.be(guest(demonstration, coming)[1])
    browser.open("/account/calendar")
    browser.leave(browser.one("main form button.main").click)
    plain, with_agendas = [re.sub("^https?://[^/]+", "", code.text) for code in browser.all("dl code")]
    own = times(calendars.read(demonstration.visitor().get(plain)[2]))
    assert own
    more = times(calendars.read(demonstration.visitor().get(with_agendas)[2]))
    assert own.items() <= more.items()


def test_one_s_own_meetings_are_at_the_times_of_the_timetable(demonstration, coming):  # noqa: F811
    visitor, _ = guest(demonstration, coming)
    own = visitor.json(f"/api/v1/brokerages/{coming}/mine/timetable")
    meetings = [line for line in own["lines"] if "startsAt" in line]
    found = times(calendars.read(visitor.get(f"/brokerages/{coming}/mine/calendar.ics")[2]))
    assert meetings
    assert {seconds(line["startsAt"]) for line in meetings} <= {start for start, _ in found.values()}
