"""Dossiers of countries: figures that open their records, an edition, on screen, on a phone and on paper."""
import base64
from pathlib import Path

import pytest

PAIRS = [("/dossiers/AM/DE", {"en": "Armenia and Germany", "ru": "Армения и Германия"}),
         ("/dossiers/KZ/EU", {"en": "Kazakhstan and European Union", "ru": "Казахстан и Европейский союз"})]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("path, titles", PAIRS)
def test_a_dossier_can_be_read(browser, demonstration, language, path, titles):
    browser.be(None, language)
    browser.open(path)
    assert browser.one("h1").text == titles[language]
    assert len(browser.all(".dossier .panel")) >= 6
    assert len(browser.all(".dossier figure.chart svg")) >= 4
    assert browser.faults() == []
    # Nothing stands beyond the edge of the window.
    assert browser.run("return document.documentElement.scrollWidth <= window.innerWidth + 1")


@pytest.mark.parametrize("path", [path for path, _ in PAIRS])
def test_every_figure_opens_its_records(browser, demonstration, path):
    visitor = demonstration.visitor()
    dossier = visitor.json("/api/v1" + path)
    numbers = []

    def look(value):
        if isinstance(value, dict):
            if value.get("kind") == "number" and value.get("address"):
                numbers.append((value["address"], value["value"]))
            for item in value.values():
                look(item)
        elif isinstance(value, list):
            for item in value:
                look(item)
    look(dossier["parts"])
    lists = {address: value for address, value in numbers if address.count("/") == 1}
    assert len(lists) > 20
    for address, value in lists.items():
        assert visitor.json("/api/v1" + address)["total"] == value, address
    # And by hand: the first figure leads to the years that add up to it.
    browser.be(None, "en")
    browser.open(path)
    link = browser.one("dl.figures dd a")
    figure = link.text
    browser.leave(link.click)
    assert browser.one("#total").text == figure


def test_the_office_publishes_an_edition(browser, demonstration, sessions):
    browser.be(sessions["office"], "en")
    browser.open("/dossiers/KZ/EU")
    browser.leave(browser.one(".actions .button.main").click)
    browser.run("document.querySelector('[name=\"text.en\"]').value = 'For the joint committee.'")
    browser.leave(browser.one("form.record .button.main").click)
    assert "For the joint committee." in browser.one("main").text
    browser.leave(browser.one(".actions .button.main").click)
    assert browser.one("main > .notice").text == "The edition is published; its figures are frozen."
    address = browser.run("return location.pathname")
    browser.be(None, "ru")
    browser.open(address)
    assert "For the joint committee." in browser.one("main").text
    assert browser.faults() == []


def test_countries_stand_side_by_side(browser, demonstration):
    browser.be(None, "en")
    browser.open("/dossiers/compare?country=AM&country=GE&country=KZ&with=EU")
    heads = [head.text for head in browser.all("table.compared thead th")]
    assert heads == ["Armenia", "Georgia", "Kazakhstan"]
    assert browser.faults() == []


def test_the_statistics_open_their_lists(browser, demonstration):
    browser.be(None, "en")
    browser.open("/statistics")
    figure = browser.one("dl.figures dd a")
    number = figure.text
    browser.leave(figure.click)
    assert number in browser.one(".lede").text
