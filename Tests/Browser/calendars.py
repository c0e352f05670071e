"""iCalendar files, read by other programs: icalendar, vobject, and dateutil for the clocks of zones."""
import io
import re
import zoneinfo

import icalendar
import vobject
from dateutil import tz


def moments(*values):
    """Seconds since 1970; nothing for what is not there. What has no zone would be nobody's time."""
    assert all(value is None or value.tzinfo is not None for value in values)
    return tuple(value and value.timestamp() for value in values)


def read(body):
    """Each entry by its name: begin, end, summary, place. Two libraries must read the same."""
    text = body.decode()
    calendar = icalendar.Calendar.from_ical(body)
    assert calendar.errors == []
    one = {}
    for entry in calendar.walk("VEVENT"):
        assert entry.errors == []
        end = entry.decoded("DTEND") if "DTEND" in entry else None
        one[str(entry["UID"])] = (*moments(entry.decoded("DTSTART"), end), str(entry["SUMMARY"]),
                                  str(entry.get("LOCATION", "")))
    other = {}
    for component in vobject.readComponents(text):
        component.validate(raiseException=True)
        for entry in component.contents.get("vevent", []):
            end = entry.dtend.value if "dtend" in entry.contents else None
            place = entry.location.value if "location" in entry.contents else ""
            other[entry.uid.value] = (*moments(entry.dtstart.value, end), entry.summary.value, place)
    assert one == other
    assert len(one) == text.count("BEGIN:VEVENT")
    check_zones(text, calendar)
    return one


def check_zones(text, calendar):
    """Every zone that an entry names is described, and its clocks show what the world's table of zones says."""
    named = set(re.findall(r"^DT(?:START|END);TZID=([^:\r\n]+):", text, re.MULTILINE))
    described = [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")]
    assert sorted(described) == sorted(named)
    if not named:
        return
    zones = tz.tzical(io.StringIO(text))
    for entry in calendar.walk("VEVENT"):
        for name in ["DTSTART", "DTEND"]:
            if name not in entry or "TZID" not in entry[name].params:
                continue
            zone = entry[name].params["TZID"]
            shown = entry.decoded(name).replace(tzinfo=None)
            described, known = zones.get(zone), zoneinfo.ZoneInfo(zone)
            assert shown.replace(tzinfo=described).utcoffset() == shown.replace(tzinfo=known).utcoffset()
