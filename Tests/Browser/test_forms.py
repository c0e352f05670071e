"""Forms: messages that lead to fields, warnings before something is lost, drafts, limits; and what they change."""
from browser import Keys

FORM = "/organisations/new"


def send(browser):
    browser.leave(browser.one("form.record .button.main").click)


def test_the_summary_of_errors_has_the_focus_and_leads_to_the_fields(browser, sessions):
    browser.be(sessions["office"])
    browser.open(FORM)
    browser.one("#f-city").send_keys("Ереван")
    browser.one("#f-email").send_keys("nobody")
    send(browser)
    assert browser.run("return document.activeElement.className") == "error-summary"
    links = {link.text: link for link in browser.all(".error-summary a")}
    assert [text.split(":")[0] for text in links] == ["Legal name", "Kind", "Country", "E-mail"]
    assert browser.one("#f-city").get_attribute("value") == "Ереван", "what was typed is lost"
    next(iter(links.values())).click()
    assert browser.run("return document.activeElement.id") == "f-legal_name"
    field = browser.one("#f-email")
    assert field.get_attribute("aria-invalid") == "true"
    assert "An e-mail address such as" in browser.one("#" + field.get_attribute("aria-describedby")).text
    assert browser.faults() == []


def test_errors_are_said_in_the_readers_language(browser, sessions):
    browser.be(sessions["office"], "ru")
    browser.open(FORM)
    send(browser)
    assert browser.one(".error-summary li").text == "Официальное название: Заполните это поле."


def test_a_page_with_changes_warns_before_it_is_left(browser, sessions):
    browser.be(sessions["office"])
    warns = """
        const leaving = new Event("beforeunload", {cancelable: true})
        window.dispatchEvent(leaving)
        return leaving.defaultPrevented"""
    browser.open(FORM)
    assert browser.run(warns) is False
    browser.one("#f-city").send_keys("Gyumri")
    assert browser.run(warns) is True
    browser.one("#f-city").clear()
    assert browser.run(warns) is False


def test_a_draft_is_offered_again(browser, sessions):
    browser.be(sessions["office"])
    browser.open(FORM)
    browser.one("#f-legal_name").send_keys("Institute of Drafts")
    browser.wait(lambda: browser.run(
        "return Object.values(localStorage).some(draft => draft.includes('Institute of Drafts'))"))
    browser.run("document.querySelector('#f-legal_name').value = ''")
    browser.open(FORM)
    yes, no = browser.all(".draft button")
    yes.click()
    assert browser.one("#f-legal_name").get_attribute("value") == "Institute of Drafts"
    browser.run("localStorage.clear(); document.querySelector('#f-legal_name').value = ''")


def test_a_limit_is_counted_as_one_types(browser, sessions):
    browser.be(sessions["office"])
    browser.open(FORM)
    field = browser.one("[id='f-summary.en']")
    field.send_keys("Ընկեր")
    assert browser.run("return arguments[0].parentElement.querySelector('.limit').textContent", field) == "5 / 4000"
    field.clear()


def test_a_representative_edits_their_organisation(browser, demonstration):
    """Sign-in, desk, form, notice, history: the way of somebody who keeps one profile."""
    browser.open("/desk")
    assert browser.path.startswith("/sign-in?return=")
    browser.one("#f-email").send_keys("anahit@isthmus.example")
    browser.one("#f-password").send_keys("isthmus-demo")
    browser.leave(lambda: browser.press(Keys.ENTER))
    assert browser.path == "/desk"
    browser.leave(browser.link("Edit organisation").click)
    name = browser.one("#f-legal_name").get_attribute("value")
    city = browser.one("#f-city")
    city.clear()
    city.send_keys("Երևան")
    send(browser)
    assert browser.one("main > .notice").text == "The organisation is saved."
    assert browser.one("h1").text == name and "Երևան" in browser.one(".title .lede").text
    assert browser.one(".timeline li").text.splitlines()[1].startswith("Organisation changed")
    browser.open(browser.path)
    assert browser.all("main > .notice") == [], "a notice is said once"
    officer = demonstration.visitor()
    officer.sign_in("office@isthmus.example")
    journal = officer.text("/office/journal?thing=" + browser.path.rsplit("/", 1)[1])
    assert "Anahit Avagyan" in journal and "Երևան" in journal


def test_the_account_menu_signs_out(browser, demonstration):
    browser.be(demonstration.visitor().sign_in("anahit@isthmus.example"))
    browser.open("/desk")
    browser.one("details.account summary").click()
    browser.leave(browser.one("details.account button").click)
    assert browser.link("Sign in").is_displayed()
    browser.open("/desk")
    assert browser.path.startswith("/sign-in")
