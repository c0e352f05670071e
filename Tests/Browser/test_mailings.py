"""News of a saved search by mail, stopped by one click; a campaign from its segment to its reach."""
import datetime
import email
import email.policy
import re
import time
import urllib.request
import zoneinfo

import pytest


def mails(demonstration, address, seconds=90, known=()):
    """The mails to an address that are not known, as soon as there are some."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = []
        for path in sorted(demonstration.mail.glob("*.eml")):
            if path.name in known:
                continue
            letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            if letter["To"].addresses[0].addr_spec == address:
                found.append((path.name, letter))
        if found:
            return found
        time.sleep(0.5)
    raise AssertionError(f"no mail to {address}")


def text(letter):
    return letter.get_body(("plain",)).get_content()


def send(browser):
    browser.leave(browser.one("form.record .button.main").click)


def choose(browser, name, value):
    browser.run("document.querySelector(arguments[0]).value = arguments[1]", f"#f-{name}", value)


def add_call(browser, code, english, russian):
    browser.open("/calls/new")
    browser.one("#f-code").send_keys(code)
    browser.one("#f-programme").send_keys("Lakes Fund")
    browser.one("[name='title.en']").send_keys(english)
    browser.one("[name='title.ru']").send_keys(russian)
    choose(browser, "status", "published")
    send(browser)


@pytest.mark.parametrize("who, language, reader, title, subject", [
    ("office", "en", "office@isthmus.example", "Sensors under ice", "1 new result"),
    ("aigerim", "ru", "aigerim@isthmus.example", "Датчики подо льдом", "1 новый результат"),
])
def test_news_of_a_search_come_by_mail_and_are_stopped_by_one_click(
        browser, sessions, demonstration, who, language, reader, title, subject):
    session = sessions.get(who) or demonstration.visitor().sign_in(reader)
    browser.be(session, language)
    word = f"zamorozka{language}"
    browser.open(f"/calls?q={word}")
    browser.leave(browser.one("a[href^='/account/searches/new']").click)
    browser.one("#f-name").clear()
    browser.one("#f-name").send_keys(f"Ice {language}")
    choose(browser, "digest", "at_once")
    send(browser)
    assert browser.path == "/account/searches"
    assert browser.faults() == []
    time.sleep(2)  # what was written before is sealed
    known = {path.name for path in demonstration.mail.glob("*.eml")}
    browser.be(sessions["office"])
    add_call(browser, f"ICE-{language}-{word}", "Sensors under ice", "Датчики подо льдом")
    found = [letter for _, letter in mails(demonstration, reader, known=known)
             if f"Ice {language}" in letter["Subject"] and letter["Subject"].startswith(subject)]
    assert len(found) == 1
    body = text(found[0])
    assert f"* {title}" in body
    links = re.findall(r"http://\S+/stop/\S+", body)
    assert found[0]["List-Unsubscribe"].strip("<>") in links
    browser.be(None, language)
    path = "/stop/" + links[0].rsplit("/", 1)[1]
    browser.open(path)
    assert len(browser.all("main button")) == 1
    assert browser.faults() == []
    # What a mail provider sends: neither cookies nor a form's token.
    request = urllib.request.Request(
        demonstration.address + path, b"List-Unsubscribe=One-Click",
        {"Content-Type": "application/x-www-form-urlencoded"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert answer.status == 200
    browser.be(session, language)
    browser.open("/account/searches")
    row = next(row for row in browser.all("table.records tbody tr") if f"Ice {language}" in row.text)
    assert {"en": "Never", "ru": "Никогда"}[language] in row.text


@pytest.mark.parametrize("language, title", [
    ("en", "This link does not work"), ("ru", "Эта ссылка не работает")])
def test_a_forged_link_leads_to_a_calm_page(browser, language, title):
    browser.be(None, language)
    browser.open("/stop/digest..none.99999.forged")
    assert browser.one("h1").text == title
    assert browser.faults() == []


@pytest.mark.parametrize("language, letter", [
    ("en", ("Come to the lakes", "Bring your ideas.")), ("ru", ("Приезжайте на озёра", "Приходите с идеями."))])
def test_a_campaign_goes_from_its_segment_to_its_reach(browser, sessions, demonstration, language, letter):
    browser.be(sessions["office"], language)
    browser.open("/segments/new")
    browser.one("#f-name").send_keys(f"Lakes {language}")
    browser.one("[name='countries.0']").send_keys("FI")
    send(browser)
    assert browser.faults() == []
    browser.open("/campaigns/new")
    browser.one("[name='title.en']").send_keys(f"Lakes {language}")
    browser.one(f"[name='subject.{language}']").send_keys(letter[0])
    browser.one(f"[name='letter.{language}']").send_keys(letter[1])
    segment = browser.run(
        "return [...document.querySelectorAll('#f-segment_id option')].find(o => o.text == arguments[0]).value",
        f"Lakes {language}")
    choose(browser, "segment_id", segment)
    browser.one("#f-target").send_keys("/calls")
    send(browser)
    page = browser.path
    browser.leave(browser.one("a.button.main[href$='/preview']").click)
    assert browser.faults() == []
    assert letter[0] in browser.one("article.panel").text
    now = datetime.datetime.now(zoneinfo.ZoneInfo("Europe/Brussels"))
    choose(browser, "day", now.date().isoformat())
    choose(browser, "hour", str(now.hour))
    known = {path.name for path in demonstration.mail.glob("*.eml")}
    send(browser)
    end = time.monotonic() + 90
    while True:
        browser.open(page)
        if browser.all("section.panel table.records td.number a"):
            break
        assert time.monotonic() < end, "the campaign is not sent"
        time.sleep(1)
    assert browser.faults() == []
    read = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            for path in demonstration.mail.glob("*.eml") if path.name not in known]
    mine = [one for one in read if one["Subject"] == letter[0]]
    assert mine and all(letter[1] in text(one) for one in mine)
    visit = re.search(r"/campaigns/visits/\S+", text(mine[0]))[0]
    browser.be(None, language)
    browser.open(visit)
    assert browser.path.startswith("/calls")
    browser.be(sessions["office"], language)
    browser.open(page)
    sums = browser.all("section.panel table.records tbody tr:last-child td.number")
    assert sums[2].text == "1", "one opened it"
    browser.leave(sums[2].find_element("css selector", "a").click)
    assert len(browser.all("table.records tbody tr")) == 1
    assert "@" not in browser.one("table.records tbody").text
    assert browser.faults() == []
