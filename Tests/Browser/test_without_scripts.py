"""Without scripts everything can be read and sent."""


def test_a_representative_signs_in_and_edits(plain):
    plain.open("/sign-in?return=/desk")
    plain.one("#f-email").send_keys("anahit@isthmus.example")
    plain.one("#f-password").send_keys("wrong")
    plain.leave(plain.one("form.record .button.main").click)
    assert plain.all(".error-summary li") and plain.one("#f-email").get_attribute("value") == "anahit@isthmus.example"
    plain.one("#f-password").send_keys("isthmus-demo")
    plain.leave(plain.one("form.record .button.main").click)
    assert plain.path == "/desk"
    plain.leave(plain.link("Edit organisation").click)
    phone = plain.one("#f-phone")
    phone.clear()
    phone.send_keys("+374 10 000000")
    plain.leave(plain.one("form.record .button.main").click)
    assert plain.one("main > .notice").text == "The organisation is saved."


def test_a_visitor_finds_filters_and_changes_the_language(plain):
    plain.open("/")
    box = plain.one("header .find input")
    box.send_keys("Technical University")
    plain.leave(box.submit)
    assert plain.path.startswith("/find?q=Technical")
    plain.leave(plain.one("main .hits h3 a").click)
    assert plain.one("h1").text.startswith("Technical University")
    plain.open("/organisations")
    plain.leave(plain.one(".filters a.option[href*='country=AM']").click)
    assert plain.one(".chips li").text.startswith("Armenia")
    plain.one("details.languages summary").click()
    plain.leave(plain.one("details.languages a[lang=ru]").click)
    assert plain.one(".chips li").text.startswith("Армения")


def test_the_table_behind_a_chart_opens(plain):
    plain.open("/countries/AM")
    table = plain.one("figure.chart details")
    assert not table.find_element("css selector", "table").is_displayed()
    table.find_element("css selector", "summary").click()
    assert table.find_element("css selector", "table").is_displayed()
