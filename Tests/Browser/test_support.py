"""Forms as data and personal support: a form is edited, previewed and answered; a team goes from application to money."""
import re
from datetime import date, timedelta

FORM = """kind: form
id: visit-report
version: 1
languages: [en, ru]
title:
  en: Report of a visit
  ru: Отчёт о визите
sections:
  - id: visit
    title:
      en: The visit
      ru: Визит
    questions:
      - id: place
        kind: short_text
        label:
          en: Where you were
          ru: Где вы были
        required: true
      - id: useful
        kind: choice
        label:
          en: Was it useful
          ru: Был ли он полезен
        options:
          - code: yes_it_was
            label:
              en: Yes, it was
              ru: Да
          - code: no_it_was_not
            label:
              en: No
              ru: Нет
      - id: why
        kind: long_text
        label:
          en: Why not
          ru: Почему нет
        required: true
        when: {question: useful, equals: no_it_was_not}
"""


def send(browser, selector="form.record .button.main"):
    browser.leave(browser.one(selector).click)


def write(browser, selector, text):
    """Into a field as it stands: keys would be indented by the field, and Cyrillic typed one by one."""
    browser.run(
        "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))",
        browser.one(selector), text)


def press(browser, text):
    button = next(button for button in browser.all("button, a.button") if button.text == text)
    browser.leave(button.click)


def unfold(browser, text):
    next(summary for summary in browser.all("summary") if summary.text == text).click()


def test_a_form_is_edited_previewed_and_answered(browser, sessions):
    browser.be(sessions["office"])
    browser.open("/forms/new")
    write(browser, "#f-text", FORM.replace("question: useful", "question: usefull"))
    browser.one("#f-is_open").click()
    send(browser)
    line = FORM.split("\n").index("        when: {question: useful, equals: no_it_was_not}") + 1
    said = browser.one(".error-summary li").text
    assert f"form.yaml, line {line}: The condition asks “usefull”, and there is no such question." in said
    browser.be(sessions["office"], "ru")
    browser.open("/forms/new")
    write(browser, "#f-text", FORM.replace("          ru: Почему нет\n", ""))
    send(browser)
    assert "Нет текста на языке ru." in browser.one(".error-summary li").text
    write(browser, "#f-text", FORM)
    browser.one("#f-is_open").click()
    send(browser)
    assert browser.one("h1").text == "Отчёт о визите"
    preview = browser.one(".preview")
    assert "Только если в вопросе «Был ли он полезен» выбрано «Нет»." in preview.text
    assert browser.faults() == []
    press(browser, "Опубликовать")
    form = browser.path
    browser.be(sessions["anahit"])
    browser.open(form)
    press(browser, "Answer this form")
    send(browser)
    assert browser.one(".error-summary li").text == "Where you were: Answer this."
    write(browser, "[id='f-answer.place']", "Гюмри")
    assert not browser.one("[id='f-answer.why']").is_displayed()
    press(browser, "Keep as a draft")
    assert "The draft is kept." in browser.one(".notice").text
    assert browser.one("[id='f-answer.place']").get_attribute("value") == "Гюмри"
    browser.one("input[value=yes_it_was]").click()
    send(browser)
    answers = browser.one("dl.answers").text
    assert "Гюмри" in answers and "Yes, it was" in answers and "Why not" not in answers
    browser.be(sessions["office"])
    table = browser.open(form).run(
        "return fetch(arguments[0]).then(answer => answer.text())", re.sub(r"\?.*", "", form) + "/answers.csv")
    assert "yes_it_was" in table and "Yes, it was" in table and "Гюмри" in table


def test_a_support_case_from_application_to_money(browser, sessions):
    browser.be(sessions["office"])
    browser.open("/support-calls/new")
    write(browser, "[id='f-title.en']", "Support of the summer")
    write(browser, "[id='f-title.ru']", "Летняя поддержка")
    label = "Application for personal support, Version 1"
    next(option for option in browser.all("#f-form option") if option.text == label).click()
    write(browser, "#f-closes_day", (date.today() + timedelta(days=30)).isoformat())
    write(browser, "#f-places", "1")
    write(browser, "[id='f-criteria.0.name.en']", "Strength")
    write(browser, "[id='f-criteria.0.weight']", "3")
    browser.one("#f-status option[value=published]").click()
    send(browser)
    call = browser.path
    assert browser.faults() == []

    browser.be(sessions["anahit"], "ru")
    browser.open(call)
    press(browser, "Подать заявку на поддержку")
    browser.all("#f-organisation option")[-1].click()
    browser.all("#f-competence option")[-1].click()
    write(browser, "[id='f-answer.size']", "12")
    browser.one("input[value=none]").click()
    browser.one("input[value=partners]").click()
    write(browser, "[id='f-answer.idea']", "Мы хотим мерить вместе то, что мерим порознь.")
    assert browser.faults() == []
    send(browser)
    assert "Заявка отправлена." in browser.one(".notice").text
    application = browser.path

    for officer in ["office", "admin"]:
        browser.be(sessions[officer])
        browser.open(application)
        browser.one("[id='f-points.c1'] option[value='4']").click()
        send(browser, "#score .button.main")
    assert len(browser.all("table.records th.number")) == 2, "both officers' points"

    browser.be(sessions["office"])
    browser.open(call + "/form")
    write(browser, "#f-closes_day", (date.today() - timedelta(days=1)).isoformat())
    send(browser)
    browser.open(call + "/shortlist")
    assert browser.one("table.records .pill").text == "Selected"
    press(browser, "Confirm, write to all and open the cases")

    browser.open(application)
    press(browser, "Open the support case")
    case = browser.path
    browser.one("#f-mentor-mentor").send_keys("admin@isthmus.example")
    press(browser, "Assign")
    browser.be(sessions["admin"])
    assert "Begin the support of" in browser.open("/desk").one("main").text
    browser.open(case)
    write(browser, "#f-plan-diagnosis", "Nobody abroad knows the team.")
    write(browser, "#f-plan-plan", "A platform, a search, a proposal.")
    press(browser, "Save diagnosis and plan")
    for state in ["consortium", "submitted", "funded"]:
        unfold(browser, "Add an outcome")
        write(browser, "#f-outcome-title", f"Step {state}")
        write(browser, "#f-outcome-day", date.today().isoformat())
        browser.one(f"#f-outcome-state option[value={state}]").click()
        browser.leave(browser.one("#outcomes .button.main").click)
    assert browser.one(".title .pill").text == "Funded"
    assert browser.faults() == []
    unfold(browser, "Close the case")
    write(browser, "#f-closing-closing", "The platform made the difference.")
    press(browser, "Close the case")

    browser.be(sessions["anahit"], "ru")
    browser.open(case)
    assert [pill.text for pill in browser.all(".title .pill")] == ["Получено финансирование", "Закрыто"]
    assert "The platform made the difference." in browser.one("main").text


def test_the_funnels_numbers_open_their_records(browser, sessions):
    for language in ["en", "ru"]:
        browser.be(sessions["office"], language)
        browser.open("/funnel")
        assert browser.faults() == []
        links = [(link.text, link.get_attribute("href")) for link in browser.all("#steps td.number a")]
        assert len(links) == 12
        for number, address in links:
            browser.open(address.removeprefix(browser.address))
            lede = browser.one(".title .lede").text
            said = re.sub(r"\D", "", lede) or ("1" if lede.startswith("One ") else lede)
            assert re.sub(r"\D", "", number) == said, address
