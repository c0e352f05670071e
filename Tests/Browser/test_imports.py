"""The office imports from a page: sends files, sees what would change, confirms, finds the run afterwards."""
import json
import re

import pytest
from selenium.webdriver.support.select import Select

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


def ror_id(number):
    """An id that no organisation has been given, with its check digits."""
    digits = ""
    rest = number
    for _ in range(6):
        digits = LETTERS[rest % 32] + digits
        rest //= 32
    return f"https://ror.org/0{digits}{98 - number * 100 % 97:02d}"


def organisation(number, name, russian, city, code):
    return {
        "id": ror_id(number), "status": "active", "types": ["facility"], "established": 1990 + number % 30,
        "names": [{"value": name, "types": ["ror_display", "label"], "lang": "en"},
                  {"value": russian, "types": ["label"], "lang": "ru"}],
        "locations": [{"geonames_id": 1, "geonames_details": {
            "name": city, "country_code": code, "country_name": code, "lat": 40.2, "lng": 44.5}}],
        "links": [{"type": "website", "value": "https://observatory.example/"}], "external_ids": [], "relationships": [],
        "domains": [],
    }


@pytest.fixture
def register(tmp_path):
    lines = [organisation(900_000_001, "Aragats Glacier Observatory", "Обсерватория ледников «Арагац»", "Byurakan", "AM"),
             organisation(900_000_002, "Pamir Glacier Observatory", "Памирская обсерватория ледников", "Khorog", "TJ")]
    file = tmp_path / "ror.jsonl"
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return file


def send(browser, file):
    browser.open("/office/imports")
    Select(browser.one("#f-kind")).select_by_value("ror")
    browser.one("#f-file_1").send_keys(str(file))
    browser.leave(browser.one("form.record .button.main").click)


def numbers(browser):
    """New, changed and unchanged of each kind of line."""
    return [[int(cell.text) for cell in row.find_elements("css selector", "td")[:3]]
            for row in browser.all("main table.records tbody tr")]


def test_an_import_is_shown_and_then_done(browser, sessions, register, demonstration):
    browser.be(sessions["office"])
    send(browser, register)
    assert browser.path.startswith("/office/imports/previews/")
    assert browser.faults() == [] and browser.log() == []
    assert numbers(browser)[0] == [2, 0, 0]
    visitor = demonstration.visitor()
    assert visitor.json("/api/v1/organisations?q=glacier+observatory")["total"] == 0, "the preview has written"
    browser.leave(browser.one("main .actions button.main").click)
    assert re.fullmatch(r"/office/imports/[a-z0-9-]+", browser.path)
    assert browser.all("main > .notice") and numbers(browser)[0] == [2, 0, 0]
    assert visitor.json("/api/v1/organisations?q=glacier+observatory")["total"] == 2
    assert "Обсерватория ледников" in demonstration.visitor("ru").text("/organisations?q=glacier+observatory")
    send(browser, register)
    assert numbers(browser)[0] == [0, 0, 2] and browser.all("main .actions button.main") == []


def test_a_file_with_a_mistake_is_refused_with_its_line(browser, sessions, register):
    register.write_text(register.read_text() + '{"id": "https://ror.org/05dxps055", "names": \n')
    browser.be(sessions["office"])
    send(browser, register)
    row = browser.one("main table.records tbody tr").text
    assert "ror.jsonl" in row and "3" in row
    assert browser.all("main .actions button.main") == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_preview_fits_a_phone(browser, sessions, register, language):
    browser.be(sessions["office"], language)
    browser.look(390, is_dark=True)
    send(browser, register)
    assert browser.run("return document.documentElement.scrollWidth") == 390
    assert browser.faults() == []
    assert re.findall(r"imports\.[a-z_.]+", browser.one("body").text) == []
