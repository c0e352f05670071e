"""A contest as visitors, jurors and the office see it, in two languages and on a phone."""
import pytest

from browser import PHONE


@pytest.fixture(scope="module")
def contest(demonstration):
    found = demonstration.visitor().json("/api/v1/contests")["items"]
    return f"/contests/{found[0]['id']}"


@pytest.mark.parametrize("language, title", [("en", "Instruments made together"), ("ru", "Приборы, созданные вместе")])
@pytest.mark.parametrize("width", [1280, PHONE])
def test_everybody_reads_a_contest(browser, contest, language, title, width):
    browser.look(width)
    browser.be(language=language)
    browser.open(contest)
    assert browser.one("h1").text == title
    assert len(browser.all("a[href^='/contest-entries/']")) == 6
    assert browser.faults() == []
    assert browser.run("return document.documentElement.scrollWidth") <= width


def test_the_plan_leads_to_what_is_shown(browser, contest):
    browser.be(language="en")
    browser.open(contest + "/plan")
    assert len(browser.all(".plan svg rect")) == 12
    assert len(browser.all(".plan svg a")) == 6
    assert browser.faults() == []
    assert browser.log() == []


def test_the_office_closes_the_round_knowingly(browser, contest, sessions):
    browser.be(sessions["office"], "en")
    browser.open(contest + "/results")
    assert browser.all(".notice.wait")
    browser.leave(browser.one("form[action$='/round'] button.main").click)
    assert len(browser.all(".error-summary li")) == 1


def test_a_juror_has_a_ballot(browser, demonstration, contest):
    browser.be(demonstration.visitor().sign_in("juror2@isthmus.example"), "en")
    browser.open(contest + "/ballot")
    assert [pill.text for pill in browser.all("tbody .pill")].count("Waits for you") == 4
    assert browser.faults() == []


def test_questions_and_answers_stay(browser):
    browser.be(language="ru")
    browser.open("/event-questions")
    assert "Может ли компания подать заявку без института?" in browser.one("tbody").text
    assert browser.faults() == []
