"""What the keyboard reaches: skip link, navigation, search with suggestions, menus."""
from browser import PHONE, Keys

FOCUS = """
    const place = document.activeElement
    return {tag: place.tagName, text: (place.innerText || place.ariaLabel || "").trim(), kind: place.className,
      shown: place.getBoundingClientRect().top >= 0, outline: getComputedStyle(place).outlineStyle,
      in: place.closest("header, main, footer")?.tagName || ""}"""


def test_tab_reaches_the_skip_link_then_the_navigation_then_the_page(browser):
    browser.open("/organisations")
    browser.press(Keys.TAB)
    first = browser.run(FOCUS)
    assert (first["kind"], first["shown"]) == ("skip", True)
    seen = []
    for _ in range(40):
        browser.press(Keys.TAB)
        seen.append(browser.run(FOCUS))
        if seen[-1]["in"] == "MAIN":
            break
    header = [place["text"] for place in seen if place["in"] == "HEADER"]
    assert header[:8] == [
        "Isthmus", "Directory", "Opportunities", "Partnering", "Events", "Projects", "Countries", "Find"]
    assert header[-1] == "Sign in"
    assert seen[-1]["in"] == "MAIN"
    assert [place["text"] for place in seen if place["outline"] == "none"] == [], "focus that cannot be seen"


def test_the_skip_link_leads_into_the_page(browser):
    browser.open("/organisations")
    browser.press(Keys.TAB, Keys.ENTER)
    browser.wait(lambda: browser.path.endswith("#main"))
    browser.press(Keys.TAB)
    assert browser.run(FOCUS)["in"] == "MAIN"


def test_a_slash_goes_to_the_search(browser):
    browser.open("/organisations")
    browser.press("/")
    assert browser.run("return document.activeElement === document.querySelector('header .find input')")
    browser.press("a/b")
    assert browser.run("return document.activeElement.value") == "a/b"


def test_suggestions_appear_and_lead_to_their_things(browser):
    browser.open("/about")
    browser.press("/", "technical")
    browser.wait(lambda: browser.all("header .suggestions:not([hidden]) [role=option]"))
    box = browser.one("header .find input")
    assert box.get_attribute("aria-expanded") == "true"
    assert "Suggestions: 8" == browser.one("header .find [role=status]").get_attribute("textContent")
    browser.press(Keys.DOWN, Keys.DOWN)
    chosen = browser.one("header [role=option][aria-selected=true]")
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    name = browser.run("return arguments[0].firstChild.data", chosen)
    browser.leave(lambda: browser.press(Keys.ENTER))
    assert browser.path.startswith("/organisations/o-") and browser.one("h1").text == name


def test_escape_closes_the_suggestions(browser):
    browser.open("/about")
    browser.press("/", "technical")
    browser.wait(lambda: browser.all("header .suggestions:not([hidden])"))
    browser.press(Keys.ESCAPE)
    assert browser.all("header .suggestions:not([hidden])") == []


def test_the_search_box_finds_in_another_script(browser):
    browser.open("/find?q=технологии")
    browser.wait(lambda: browser.all("main .hits h3 a"))


def test_the_menu_of_a_phone_opens_without_scripts(plain):
    plain.look(PHONE)
    plain.open("/")
    assert not plain.one("details.menu ul").is_displayed()
    plain.one("details.menu summary").click()
    names = [link.text for link in plain.all("details.menu a")]
    assert names == ["Organisations", "People", "Competences", "Networks", "Topics", "Calls", "Inventory", "Programmes",
                     "Mobility", "Obstacles", "Who decides", "Partner searches", "Support", "Campaigns", "Events",
                     "Programmes of events", "Contests", "Questions", "Projects", "Countries", "Dossiers", "Statistics"]
    plain.leave(plain.link("Countries").click)
    assert plain.path == "/countries"
