"""From a call to a consortium: partner search, checks, label, expression of interest; in English and in Russian."""
import datetime
import re

import pytest

WORDS = {
    "en": {"checks": "Automatic checks", "label": "Quality label", "contact": "In contact", "in": "In the consortium",
           "blind": "Names and addresses are told when both sides agree"},
    "ru": {"checks": "Автоматические проверки", "label": "Знак качества", "contact": "Контакт", "in": "В консорциуме",
           "blind": "Имена и адреса сообщаются, когда согласны обе стороны"},
}


def fill(browser, name, text):
    field = browser.one(f"main form.record [name='{name}']")
    field.clear()
    field.send_keys(text)


def press(browser, action):
    browser.leave(browser.one(f"main form[action$='{action}'] button").click)


def choose(browser, form, name, value):
    browser.one(f"main form[action$='{form}'] select[name='{name}'] option[value='{value}']").click()


@pytest.fixture(scope="module")
def call(demonstration):
    """A call that is open long enough and pays Armenia: its title and keywords."""
    visitor = demonstration.visitor()
    found = visitor.json("/api/v1/calls?side=AM&state=open&limit=100")["items"]
    for line in found:
        whole = visitor.json(f"/api/v1/calls/{line['id']}")["call"]
        if line.get("nextDeadlineAt", "9999") > str(datetime.date.today() + datetime.timedelta(days=50)) and whole["keywords"]:
            return whole
    raise AssertionError("the demonstration has no call for Armenia that stays open")


@pytest.fixture(scope="module")
def people(demonstration):
    """The addresses of accounts that have a profile in the directory, of several countries."""
    office = demonstration.visitor()
    office.sign_in("office@isthmus.example")
    lines = office.json("/api/v1/office/accounts?limit=100")["items"]
    return [line["email"] for line in lines if re.match(r"(reviewer|partner)\d", line["email"])]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_from_a_call_to_a_consortium(browser, demonstration, sessions, call, people, language):
    words = WORDS[language]
    # The call leads to the form; the draft is checked and published.
    browser.be(sessions["anahit"], language)
    browser.open(f"/calls/{call['id']}")
    browser.leave(browser.one("main a[href^='/partner-searches/new']").click)
    title = call["title"][language]
    fill(browser, f"title.{language}", title)
    fill(browser, f"outline.{language}", f"{title}: {', '.join(call['keywords'])}. {title}.")
    fill(browser, f"sought.{language}", title)
    fill(browser, "sought_words", ", ".join(call["keywords"]))
    fill(browser, "partners_wanted", "4")
    browser.leave(browser.one("main form.record button.main").click)
    search = browser.path.split("?")[0].split("#")[0]
    assert re.fullmatch(r"/partner-searches/ps-\w+", search)
    press(browser, search + "/check")
    assert words["checks"] in browser.one("#checks").text
    assert not browser.all("#checks .pill.bad")
    press(browser, search + "/publication")

    # Two reviewers of different countries give the label.
    asked = []
    for person in people:
        browser.be(sessions["office"], language)
        browser.open(search)
        field = browser.one("main form[action$='/reviews'] [name='person']")
        field.clear()
        field.send_keys(person)
        # A refused attempt is offered again above the fields, with buttons of its own.
        browser.leave(browser.one("main form[action$='/reviews'] .actions .main").click)
        if not browser.all(".error-summary"):
            asked.append(person)
        if len(asked) == 2:
            break
    assert len(asked) == 2
    for person in asked:
        browser.be(demonstration.visitor().sign_in(person), language)
        browser.open("/desk")
        browser.leave([link for link in browser.all("main a[href^='/search-reviews/']")][-1].click)
        choose(browser, browser.path, "verdict", "given")
        browser.leave(browser.one("main form.record button.main").click)
    browser.be(language=language)
    browser.open(search)
    assert words["label"] in browser.one(".title").text

    # Somebody answers; neither side sees a name before both agreed.
    # Whose country the call does not take is told so.
    for answering in people:
        browser.be(demonstration.visitor().sign_in(answering), language)
        browser.open(search + "/expressions/new")
        if not browser.all("main form.record [name='message']"):
            continue
        browser.one("main form.record [name='message']").send_keys("We know this well and would like to join.")
        browser.one("main form.record input[type='checkbox'][name='agrees']").click()
        browser.leave(browser.one("main form.record .actions .main").click)
        if not browser.all(".error-summary"):
            break
    expression = browser.path.split("?")[0]
    assert words["blind"] in browser.one("main").text
    browser.be(sessions["anahit"], language)
    browser.open(expression)
    assert words["blind"] in browser.one("main").text and answering not in browser.one("main").text
    choose(browser, "/answer", "answer", "accept")
    browser.one("main form[action$='/answer'] input[type='checkbox'][name='agrees']").click()
    press(browser, "/answer")
    assert words["contact"] in browser.one(".title").text
    assert answering in browser.one("main").text
    press(browser, expression + "/consortium")
    assert words["in"] in browser.one(".title").text
    browser.leave(browser.one("main a[href^='/consortia/']").click)
    assert len(browser.all("main .panel .entries > li")) == 2
