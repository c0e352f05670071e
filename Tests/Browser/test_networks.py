"""Networks: their members kept on their own pages, and the way of an organisation into one."""
from datetime import date


def write(browser, selector, text):
    browser.run(
        "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))",
        browser.one(selector), text)


def send(browser, selector="form.record .button.main"):
    browser.leave(browser.one(selector).click)


def press(browser, text):
    button = next(button for button in browser.all("button, a.button") if button.text == text)
    browser.leave(button.click)


def path(browser):
    return browser.path.split("?")[0]


def network_to_join(browser):
    """One in which neither the organisation nor its representative has a part yet."""
    lines = browser.run("return fetch('/api/v1/networks').then(answer => answer.json())")["items"]
    for line in reversed(lines):
        browser.open(f"/networks/{line['id']}")
        if not browser.all("a.button.main, a.button[href$='/applications/new']"):
            continue
        browser.open(f"/networks/{line['id']}/applications/new")
        if len([option for option in browser.all("#f-applicant option") if option.get_attribute("value")]) == 2:
            return f"/networks/{line['id']}"
    raise AssertionError("everybody is in every network")


def test_an_organisation_becomes_a_member_of_a_network(browser, sessions):
    browser.be(sessions["anahit"], "ru")
    browser.open("/")
    network = network_to_join(browser)
    browser.open(network)
    press(browser, "Подать заявку на членство")
    option = next(option for option in browser.all("#f-applicant option")
                  if option.get_attribute("value").startswith("o-"))
    name = option.text
    option.click()
    write(browser, "#f-role", "участник")
    assert browser.faults() == []
    send(browser)
    assert "Заявка начата." in browser.one(".notice").text
    application = path(browser)
    assert browser.one(".title .pill").text == "Готовится"
    press(browser, "Подать заявку")
    assert "Зачем вступать в сеть" in browser.one(".error-summary").text, "what is missing is said in the form"
    write(browser, "[id='f-motivation.ru']", "Мы хотим сравнивать измерения с соседями.")
    assert browser.faults() == []
    send(browser)
    assert browser.faults() == []

    browser.be(sessions["office"])
    browser.open(application)
    browser.one("#f-mentor-mentor").send_keys("admin@isthmus.example")
    press(browser, "Assign")
    assert "The mentor is assigned." in browser.one(".notice").text
    browser.be(sessions["admin"])
    assert f"Help {name}" in browser.open("/desk").one("main").text
    browser.open(application)
    next(summary for summary in browser.all("summary") if summary.text == "Add a note").click()
    write(browser, "#f-note-text", "Say what you measure, and how often.")
    assert browser.faults() == []
    press(browser, "Save the note")

    browser.be(sessions["anahit"], "ru")
    browser.open(application)
    assert "Say what you measure" in browser.one("#notes").text
    press(browser, "Подать заявку")
    assert browser.one(".title .pill").text == "Подана"
    browser.open(network)
    assert browser.all(f"a[href$='{application}']") != [], "the way to what is open"
    browser.open(f"{network}/applications/new")
    free = [option.get_attribute("value") for option in browser.all("#f-applicant option")]
    assert [value[:2] for value in free if value] == ["p-"], "the organisation cannot apply twice"

    browser.be(sessions["office"])
    browser.open(application)
    browser.one("#f-decision-decision option[value=declined]").click()
    send(browser, "#decision .button.main")
    assert "Reason" in browser.one(".error-summary").text, "a refusal says why"
    browser.one("#f-decision-decision option[value=accepted]").click()
    write(browser, "#f-decision-reason", "Welcome to the network.")
    assert browser.faults() == []
    send(browser, "#decision .button.main")
    assert browser.one(".title .pill").text == "Accepted"
    assert browser.faults() == []

    browser.be(sessions["anahit"], "ru")
    browser.open(application)
    assert browser.one(".title .pill").text == "Принята"
    assert "Welcome to the network." in browser.one("#answer").text
    assert browser.faults() == []
    browser.be()
    assert name in browser.open(network).one("table.records").text
    browser.open(application)
    assert "Welcome" not in browser.one("main").text, "nobody else sees it"


def test_members_are_kept_on_the_page_of_their_network(browser, sessions):
    browser.be(sessions["office"])
    browser.open("/organisations")
    name = browser.all("table.records tbody a")[7].text
    browser.open("/networks/new")
    write(browser, "[id='f-name.en']", "Network of the browser")
    browser.one("#f-kind option[value=network]").click()
    send(browser)
    network = path(browser)
    press(browser, "Add a member")
    assert browser.faults() == []
    write(browser, "#f-organisation_id", "No such place at all")
    send(browser)
    assert "No organisation is called" in browser.one(".error-summary").text
    write(browser, "#f-organisation_id", name)
    write(browser, "#f-role", "Observer")
    write(browser, "#f-from_day", "2020-02-01")
    send(browser)
    assert "The member is added." in browser.one(".notice").text
    assert name in browser.one("table.records").text
    press(browser, "Add a member")
    write(browser, "#f-organisation_id", name)
    send(browser)
    assert "It is a member at that time already." in browser.one(".error-summary").text
    browser.be(sessions["office"], "ru")
    browser.open(network)
    browser.leave(browser.link("Изменить членство").click)
    assert browser.faults() == []
    write(browser, "#f-role", "Секретарь")
    send(browser)
    assert "Секретарь" in browser.one("table.records").text
    browser.leave(browser.link("Изменить членство").click)
    press(browser, "Закончить сегодня")
    assert "Членство закончилось." in browser.one(".notice").text
    assert browser.all("table.records") == []
    former = next(details for details in browser.all("main details") if "1 бывший участник" in details.text)
    former.find_element("tag name", "summary").click()
    assert name in former.text and str(date.today().year) in former.text
    assert browser.faults() == []


def test_the_list_of_applications_narrows_and_leads_out(browser, sessions):
    for language in ["en", "ru"]:
        browser.be(sessions["office"], language)
        browser.open("/network-applications")
        assert browser.faults() == []
        groups = [legend.text for legend in browser.all(".filters legend")]
        assert len(groups) == 4, groups
    lines = browser.run("return fetch('/api/v1/network-applications').then(answer => answer.json())")["items"]
    assert {line["state"] for line in lines} == {"preparing", "handed_in", "accepted", "declined", "withdrawn"}
    file = browser.run("return fetch('/network-applications.csv').then(answer => answer.text())")
    assert "stateCode" in file and all(line["id"] in file for line in lines)
    browser.open("/network-applications?status=handed_in&mentor=none")
    assert len(browser.all("ul.chips li")) == 2
    assert len(browser.all("table.records tbody tr")) == 1
    browser.leave(browser.one("table.records tbody a").click)
    assert browser.one(".title .pill").text == "Подана"
    browser.be(sessions["anahit"])
    browser.open("/network-applications")
    own = [row.text for row in browser.all("table.records tbody tr")]
    assert own != [] and all("Institute" in row for row in own), own
