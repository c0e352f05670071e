"""Finding: across languages and scripts, with reasons; experts with what speaks for them; two profiles made one."""
import re


def hits(browser):
    return [link.text for link in browser.all("main .hits h3 a")]


def test_a_russian_word_finds_english_records_through_a_topic_and_says_so(browser):
    browser.open("/find?q=нанотехнологии&kind=competence")
    assert hits(browser)
    why = browser.one("main .hits details")
    why.find_element("css selector", "summary").click()
    assert "in a topic" in why.text and "нанотехнологии" in why.text


def test_tabs_and_countries_narrow_what_was_found(browser):
    browser.open("/find?q=laser")
    tab = browser.one("nav.tabs a[href*='kind=project']")
    promised = int(re.sub(r"\D", "", tab.text))
    browser.leave(tab.click)
    assert int(re.sub(r"\D", "", browser.one("main [role=status]").text)) == promised
    assert browser.one("nav.tabs a[aria-current]").text.startswith("Projects")
    browser.open("/find?q=laser")
    browser.leave(browser.one("aside a[href*='country=']").click)
    assert browser.all("aside .chip")


def test_a_name_in_another_alphabet_is_found(browser, things):
    browser.open(things["people"] if things["people"].startswith("/") else "/people")
    name = browser.one("h1").text.split()[-1]
    browser.open(f"/find?q={name}&kind=person")
    assert hits(browser)


def test_an_expert_is_found_with_evidence(browser):
    browser.open("/find/experts")
    browser.one("#experts-q").send_keys("growing laser crystals and measuring thin films")
    browser.leave(browser.one("main form button").click)
    assert hits(browser)
    first = browser.one("main .hits > li")
    proofs = first.find_elements("css selector", "ul a")
    assert proofs
    browser.leave(proofs[0].click)
    assert browser.path.startswith(("/competences/", "/projects/", "/people/", "/teams/", "/organisations/"))


def test_two_organisations_become_one_and_two_again(browser, sessions, things):
    browser.be(sessions["office"])
    browser.open("/organisations?country=FI")
    links = [link.get_attribute("href") for link in browser.all("table.records tbody td:first-child a")][:2]
    kept, gone = (link.rsplit("/", 1)[1].split("?")[0] for link in links)
    browser.open(f"/office/merges/new?kind=organisation&kept={kept}&gone={gone}")
    browser.leave(browser.one("main form[method=post] button.main").click)
    browser.open(f"/organisations/{gone}")
    assert browser.path == f"/organisations/{kept}"
    browser.open("/office/merges")
    browser.leave(browser.one("main a[href*='/office/merges/mg-']").click)
    browser.leave(browser.one("main form[action$='/reversal'] button").click)
    browser.open(f"/organisations/{gone}")
    assert browser.path == f"/organisations/{gone}"
