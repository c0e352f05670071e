"""A researcher finds the calls for an institute, a call finds who could answer it; what calendars, feed readers and
spreadsheets get is read by other programs."""
import csv
import io
import json
import re
import shutil
import subprocess
import time
from pathlib import Path

import feedparser
import openpyxl
import pytest
from selenium.webdriver.support.select import Select

import calendars

CYRILLIC = re.compile("[а-яё]{3,}", re.IGNORECASE)


@pytest.fixture(scope="module")
def answered(demonstration):
    """A call that somebody could answer, with the first of them."""
    visitor = demonstration.visitor()
    end = time.monotonic() + 60
    while visitor.get("/find/experts?q=ice")[0] == 503 and time.monotonic() < end:
        time.sleep(0.5)
    for call in visitor.json("/api/v1/calls?state=open&limit=50")["items"]:
        partners = visitor.json(f"/api/v1/calls/{call['id']}/partners")
        if partners:
            return call, partners[0]
    raise AssertionError("no call of the demonstration finds a partner")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_call_finds_who_could_answer_it_and_they_find_the_call(browser, answered, language):
    call, partner = answered
    browser.be(language=language)
    browser.open(f"/calls/{call['id']}")
    assert browser.all("#partners .hits > li h3 a")
    browser.leave(browser.all("#partners > p a")[-1].click)
    assert browser.path.split("?")[0] == f"/calls/{call['id']}/partners"
    assert browser.faults() == [] and browser.log() == []
    Select(browser.one("#f-country")).select_by_value(partner["country"])
    browser.leave(browser.one("main form.inline button").click)
    links = [link.get_attribute("href") for link in browser.all("main .hits > li h3 a")]
    assert any(link.endswith(f"/organisations/{partner['id']}") for link in links)
    assert re.findall(r"\b(?:call|find|fitting|experts)\.[a-z_.]+", browser.one("main").text) == []
    browser.open(f"/organisations/{partner['id']}/calls")
    assert browser.faults() == []
    assert any(link.get_attribute("href").endswith(f"/calls/{call['id']}") for link in browser.all("main .hits h3 a"))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_call_stands_in_the_search_with_its_deadline(browser, answered, language):
    call, _ = answered
    browser.be(language=language)
    browser.open(f"/find?kind=call&q={call['code']}")
    hit = browser.one("main .hits > li")
    assert hit.find_element("css selector", "h3 a").get_attribute("href").endswith(f"/calls/{call['id']}")
    meta = hit.find_element("css selector", ".meta").text
    assert {"en": "Open", "ru": "Открыт"}[language] in meta and call["nextDeadlineAt"][:4] in meta


@pytest.mark.parametrize("language", ["en", "ru"])
def test_two_libraries_read_the_same_calendar(demonstration, language):
    status, headers, body = demonstration.visitor(language).get("/calls.ics")
    assert status == 200 and headers["Content-Type"].startswith("text/calendar")
    entries = calendars.read(body)
    assert entries
    if language == "ru":
        assert any(CYRILLIC.search(summary) for _, _, summary, _ in entries.values())
    lines = demonstration.visitor(language).json("/api/v1/calls?limit=100")["items"]
    ids = {line["id"] for line in lines}
    assert all(re.match(r"(cl[-_a-z0-9]+?)-(single|first_stage|second_stage|cut_off)-\d+@", uid)[1] in ids
               for uid in entries)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("filters", ["", "?state=open", "?side=AM&paid=yes"])
def test_the_feed_is_whole(demonstration, language, filters):
    status, headers, body = demonstration.visitor(language).get(f"/calls.atom{filters}")
    assert status == 200
    feed = feedparser.parse(body, response_headers={"content-type": headers["Content-Type"]})
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10" and feed.feed.title and feed.feed.id and feed.feed.updated_parsed
    assert len(feed.entries) == body.count(b"<entry>") > 0
    for entry in feed.entries:
        assert entry.id and entry.title and entry.link and entry.updated_parsed
    if language == "ru":
        assert CYRILLIC.search(feed.feed.title) and any(CYRILLIC.search(entry.title) for entry in feed.entries)


def office():
    """LibreOffice where it is installed, else None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def rows(path, body):
    """The cells of an export as another program opens it."""
    if office() and path.endswith(".xlsx"):
        folder = Path(body.parent)
        subprocess.run(
            [office(), "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to",
             "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir", folder / "out", body],
            check=True, capture_output=True, timeout=120)
        text = (folder / "out" / (body.stem + ".csv")).read_text("utf-8")
        return list(csv.reader(io.StringIO(text)))
    if path.endswith(".xlsx"):
        sheet = openpyxl.load_workbook(body).active
        return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    return list(csv.reader(io.StringIO(body.read_text("utf-8-sig"))))


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_exports_open_with_cyrillic_intact(demonstration, answered, tmp_path, ending):
    visitor = demonstration.visitor("ru")
    call, partner = answered
    for address, words in [
        ("/calls", ["Конкурс", "Открыт"]),
        (f"/calls/{call['id']}/partners", ["Страна", "организация"]),
        ("/organisations", ["Страна"]),
    ]:
        status, _, body = visitor.get(address + ending)
        assert status == 200
        file = tmp_path / f"export{ending}"
        file.write_bytes(body)
        table = rows(ending, file)
        cells = {cell for row in table for cell in row}
        assert len(table) > 1 and len({len(row) for row in table}) == 1
        assert not any("\ufffd" in cell or "Ð" in cell for cell in cells)
        assert any(CYRILLIC.search(cell) for cell in cells)
        for word in words:
            assert word in cells, (address, word, table[:2])


def test_an_office_gives_its_own_table_of_sides(browser, sessions, tmp_path):
    general = ("2. Eligible Countries\ndescribed in Annex B of the Work Programme General Annexes. A number of "
               "non-EU/non-Associated Countries have made specific provisions; see the information in the Horizon Europe "
               "Programme Guide.\n3. Other Eligibility Conditions\n")
    calls = tmp_path / "calls.jsonl"
    calls.write_text(json.dumps({
        "topicId": "TABLE-1", "programme": "Horizon Europe", "title": "Ice roads in spring", "deadline": "2099-09-15",
        "topicConditions": general}) + "\n")
    table = tmp_path / "sides.csv"
    browser.be(sessions["office"])

    def send(text):
        table.write_text("programme,side,takes_part,is_paid,source,date,note_ru\n" + text)
        browser.open("/office/imports")
        Select(browser.one("#f-kind")).select_by_value("calls")
        browser.one("#f-file_1").send_keys(str(calls))
        browser.one("#f-sides").send_keys(str(table))
        browser.leave(browser.one("form.record .button.main").click)

    send("Horizon Europe,KZ,yes,no,Letter of the office,2026-05-01,По письму\nHorizon Europe,Atlantis,1,1,x,soon,\n")
    told = [row.text for row in browser.all("main table.records tbody tr")]
    assert all("sides.csv" in row and "3" in row for row in told) and len(told) == 2
    send("Horizon Europe,KZ,yes,no,Letter of the office,2026-05-01,По письму\n")
    assert browser.faults() == []
    browser.leave(browser.one("main .actions button.main").click)
    browser.open("/find?kind=call&q=TABLE-1")
    browser.leave(browser.one("main .hits h3 a").click)
    rule = browser.one("main table.records tbody tr").text
    assert "Letter of the office" in rule and "1 May 2026" in rule
