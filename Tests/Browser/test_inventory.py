"""The inventory: an owner's yearly update from the mailed link, in English and in Russian; matrices that open records."""
import email
import email.policy
import re

import pytest


def letter(demonstration, browser, address):
    """The text of the letter that the demonstration sent to an address."""
    def find():
        for path in sorted(demonstration.mail.glob("*.eml")):
            message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            if f"<{address}>" in message["To"]:
                return message
        return None
    found = []

    def arrived():
        found[:] = [message for message in [find()] if message]
        return bool(found)
    browser.wait(arrived, 60)
    return found[0]


def link(message):
    text = message.get_body(("plain",)).get_content()
    return re.search(r"https?://[^/]+(/updates/[^\s/]+)\s", text)[1]


STORIES = {
    "en": ("owner5", "Please check", "Send to the office", "Thank you. The office will look at your answer."),
    "ru": ("owner2", "Проверьте", "Отправить в офис", "Спасибо. Офис посмотрит ваш ответ."),
}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_an_owner_updates_their_record_from_the_mailed_link(browser, demonstration, sessions, language):
    owner, subject, button, thanks = STORIES[language]
    message = letter(demonstration, browser, f"{owner}@isthmus.example")
    assert message["Subject"].startswith(subject)
    path = link(message)
    assert path.endswith(f"?lang={language}")
    # A browser that prefers the other language: the letter's link decides.
    browser.be(None, "ru" if language == "en" else "en")
    browser.open(path)
    assert browser.run("return document.documentElement.lang") == language
    title = browser.one("h1").text
    assert title in message["Subject"]
    field = browser.one("#f-contact")
    assert field.get_attribute("value").startswith("programme@"), "the form is not filled with what is known"
    field.clear()
    field.send_keys(f"desk-{language}@owner.example")
    assert browser.one("form.record .button.main").text == button
    browser.leave(browser.one("form.record .button.main").click)
    assert browser.one("main > .notice").text == thanks
    assert browser.one("#f-contact").get_attribute("value") == f"desk-{language}@owner.example"
    assert browser.faults() == []
    # The record itself is as it was until the office accepts.
    browser.be(sessions["office"], language)
    browser.open("/office/update-requests?standing=answered")
    browser.leave(browser.link(title).click)
    assert f"desk-{language}@owner.example" in browser.one("table.diff ins").text
    browser.run("document.querySelector('#f-decision').value = 'accepted'")
    browser.leave(browser.one("form.record .button.main").click)
    officer = demonstration.visitor(language)
    found = officer.json("/api/v1/programmes?limit=100")["items"]
    thing = next(item["id"] for item in found if item["title"][language] == title)
    assert officer.json(f"/api/v1/programmes/{thing}")["programme"]["contact"] == f"desk-{language}@owner.example"


def test_a_link_that_was_forged_gives_one_calm_page(browser, demonstration):
    visitor = demonstration.visitor()
    status, _, body = visitor.get("/updates/" + "A" * 43)
    assert status == 404 and "This link does not work" in body.decode()
    assert visitor.get("/updates/x")[2].decode().count("<h1>") == 1
    browser.open("/updates/" + "A" * 43)
    assert browser.one("h1").text == "This link does not work"


def test_a_cell_of_who_funds_whom_opens_its_programmes(browser):
    browser.open("/inventory/funding")
    address, number = browser.run("""
        const cell = document.querySelector("figure.matrix svg a")
        return [cell.getAttribute("href"), +cell.querySelector("text").textContent]""")
    browser.open(address)
    assert address.startswith("/programmes?payer=")
    assert len(browser.all("table.records tbody tr")) == number
    assert browser.faults() == []


def test_gaps_and_a_country_lead_to_what_they_count(browser):
    browser.open("/inventory/gaps?pair=AM-DE")
    assert browser.one("h1").text == "What is open, and what is missing"
    address = browser.run(
        "return [...document.querySelectorAll('figure.matrix svg a')]"
        ".find(cell => +cell.querySelector('text').textContent > 0).getAttribute('href')")
    browser.open(address)
    assert browser.all("main ul li a") != []
    browser.open("/countries/AM")
    assert browser.link("Fund for Science Partnerships").is_displayed()
