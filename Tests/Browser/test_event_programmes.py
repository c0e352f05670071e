"""A programme of events: proposed without an account, judged by the office, labelled; the booklet on paper."""
import re
from email import message_from_bytes, policy

import pytest

from browser import PHONE


@pytest.fixture(scope="module")
def programme(demonstration):
    found = demonstration.visitor().json("/api/v1/event-programmes")["items"]
    # The demonstration's own is the oldest.
    return f"/event-programmes/{min(item['id'] for item in found)}"


def letters(demonstration, address):
    found = []
    for path in sorted(demonstration.mail.glob("*.eml"), key=lambda path: path.stat().st_mtime):
        letter = message_from_bytes(path.read_bytes(), policy=policy.default)
        if address in str(letter["To"]):
            found.append(letter.get_body(("plain",)).get_content())
    return found


@pytest.fixture(scope="module")
def open_programme(demonstration):
    """A programme whose intake is open now; the office makes it by the API."""
    office = demonstration.visitor()
    office.sign_in("office@isthmus.example")
    page = office.text("/event-programmes/new")
    token = re.search(r'name="form_token" value="([^"]+)"', page)[1]
    made = re.search(r'name="id" value="([^"]+)"', page)[1]
    import datetime
    import urllib.parse
    today = datetime.date.today()
    given = {
        "form_token": token, "id": made, "title.en": "Year of bridges", "title.ru": "Год мостов",
        "label_name.en": "Year of Bridges", "label_name.ru": "Год мостов", "countries.0": "AM", "countries.1": "DE",
        "topics.0": "ford-1-5",
        "audiences.0.name.en": "Everybody", "audiences.0.name.ru": "Все", "criteria.0.name.en": "Weight",
        "criteria.0.name.ru": "Вес", "zone": "UTC", "first_day": str(today), "opens_on": str(today),
        "closes_on": str(today + datetime.timedelta(days=30)), "last_day": str(today + datetime.timedelta(days=300)),
    }
    opened = office.opener.open(
        office.address + "/event-programmes", urllib.parse.urlencode(given).encode(), timeout=30)
    path = urllib.parse.urlparse(opened.geturl()).path
    opened.close()
    publication = urllib.parse.urlencode({"form_token": token}).encode()
    office.opener.open(office.address + path + "/publication", publication, timeout=30).close()
    return path, today + datetime.timedelta(days=100)


def test_the_demonstration_takes_proposals(browser, demonstration):
    visitor = demonstration.visitor()
    found = {item["title"]["en"]: item["id"] for item in visitor.json("/api/v1/event-programmes")["items"]}
    young = found["Year of Young Researchers"]
    assert visitor.json(f"/api/v1/event-programmes/{young}")["phase"] == "open"
    browser.be()
    browser.open(f"/event-programmes/{young}/proposals/new")
    assert browser.one("form.record button.main").text == "Send the proposal"


@pytest.mark.parametrize("language, waiting, submitted, theme", [
    ("en", "Address not confirmed", "Submitted", "Propose an event"),
    ("ru", "Адрес не подтверждён", "Подано", "Предложить мероприятие")])
def test_a_visitor_proposes_an_event(browser, demonstration, open_programme, language, waiting, submitted, theme):
    path, day = open_programme
    address = f"bridge-{language}@far.example"
    browser.be(language=language)
    browser.look(PHONE)
    browser.open(path)
    browser.leave(browser.one(".actions .button.main").click)
    assert browser.one("h1").text == theme
    assert browser.faults() == []
    assert browser.run("return document.documentElement.scrollWidth") <= PHONE
    browser.one("[id='f-title.en']").send_keys(f"Bridges {language}")
    browser.leave(browser.one("form.record button.main").click)
    # What is missing is said, and what was typed stays.
    assert browser.one(".error-summary")
    assert browser.one("[id='f-title.en']").get_attribute("value") == f"Bridges {language}"
    fields = {
        "title.ru": "Мосты", "text.en": "We cross.", "text.ru": "Переходим.", "kind": "forum", "theme": "ford-1-5",
        "audience": "a1", "organisers.0.name": "Bridge House", "organisers.0.country": "AM", "city": "Gyumri",
        "country": "AM", "first_day": str(day), "contact_name": "Vera", "email": address}
    browser.run("""
        for (const [name, value] of Object.entries(arguments[0]))
          document.querySelector(`form.record [name="${name}"]`).value = value""", fields)
    browser.leave(browser.one("form.record button.main").click)
    assert browser.path == path
    text = browser.wait(lambda: letters(demonstration, address), seconds=60)[0]
    link = re.search(r"https?://\S+(/proposals/\S+)", text)[1]
    browser.open(link)
    assert browser.one(".title .pill").text == waiting
    browser.leave(browser.one(".actions .button.main").click)
    assert browser.one(".title .pill").text == submitted
    browser.look()
    browser.open(link)
    assert browser.faults() == []


def test_the_office_ranks_and_opens_what_a_figure_counts(browser, sessions, programme):
    browser.be(sessions["office"])
    browser.open(programme + "/statistics")
    selected = next(item for item in browser.all("dl > div") if item.text.startswith("Selected"))
    count = selected.find_element("css selector", "a").text
    browser.leave(selected.find_element("css selector", "a").click)
    assert browser.one(".title .lede").text.split()[0] == count
    browser.open(programme + "/coverage?part=selected")
    assert browser.faults() == []
    assert len(browser.all("figure.chart.matrix")) == 3
    cell = next(link for link in browser.all("figure.chart table td a")
                if link.get_attribute("textContent").strip() not in ("0", "–"))
    number, address = cell.get_attribute("textContent"), cell.get_attribute("href")
    browser.open("/" + address.split("/", 3)[3])
    assert browser.one(".title .lede").text.split()[0] == number


def test_the_booklet_prints_in_both_languages(browser, sessions, programme):
    browser.be(sessions["office"])
    browser.open(programme + "/booklet?in=en-ru")
    columns = browser.all(".cover .beside > div")
    assert [column.get_attribute("lang") for column in columns] == ["en", "ru"]
    assert browser.faults() == []
    assert browser.paper().startswith(b"%PDF")


def test_a_label_is_checked_by_anybody(browser, demonstration, programme):
    office = demonstration.visitor()
    office.sign_in("office@isthmus.example")
    chosen = office.json(f"/api/v1/event-proposals?programme={programme.split('/')[-1]}&status=selected")["items"][0]
    browser.be()
    browser.open(f"/event-labels/{chosen['id']}")
    assert browser.one(".title .pill").text == "Valid"
    assert browser.run("return document.querySelector('main img').naturalWidth") == 240
    assert browser.faults() == []
    assert browser.log() == []
