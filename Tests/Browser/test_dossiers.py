"""Dossiers of countries: figures that open their records, an edition, on screen, on a phone and on paper."""
import re

import pytest

from browser import PHONE

# Words in a picture that stand on each other, or are too small to be read, by the picture's finding.
ILLEGIBLE = """
    const found = [];
    for (const chart of document.querySelectorAll(".dossier figure.chart")) {
      const words = [...chart.querySelectorAll("svg text")].map(word => [word.textContent, word.getBoundingClientRect()])
        .filter(([text, box]) => text.trim() && box.width > 0);
      const name = chart.querySelector(".finding").textContent;
      for (const [place, [text, box]] of words.entries()) {
        if (box.height < 9) found.push(`${name}: ${text} is ${box.height} high`);
        for (const [other, beside] of words.slice(place + 1)) {
          const width = Math.min(box.right, beside.right) - Math.max(box.left, beside.left);
          const height = Math.min(box.bottom, beside.bottom) - Math.max(box.top, beside.top);
          // The lines of one label touch: letters do not reach the edges of their boxes.
          const low = Math.min(box.height, beside.height);
          if (width > 2 && height > low * .35) found.push(`${name}: ${text} on ${other} by ${height / low}`);
        }
      }
    }
    return found;
"""

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


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("path", [path for path, _ in PAIRS])
def test_pictures_can_be_read_on_every_screen(browser, demonstration, language, path):
    browser.be(None, language)
    browser.open(path)
    assert browser.run(ILLEGIBLE) == []
    browser.look(PHONE)
    assert browser.run("return document.documentElement.scrollWidth") == PHONE
    assert browser.run(ILLEGIBLE) == []
    assert browser.faults() == []


@pytest.mark.parametrize("path, titles", PAIRS)
def test_a_dossier_is_printed_with_its_pictures(browser, demonstration, path, titles):
    browser.be(None, "ru")
    browser.open(path)
    browser.look(medium="print")
    shown = browser.run("""
        return [".dossier h2", "figure.chart svg", ".dossier-ways, .dossier .tools a[download], nav.main, .actions"].map(
          selector => [...document.querySelectorAll(selector)].filter(place => place.checkVisibility()).length)""")
    assert shown[0] >= 6 and shown[1] >= 4 and shown[2] == 0
    paper = browser.paper()
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) in range(3, 16)


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
