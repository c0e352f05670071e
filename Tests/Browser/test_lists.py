"""Lists: filters, chips, search, sorting, paging, export; the language stays and the page stays."""
import csv
import io

import openpyxl
import pytest


def names(browser):
    return [cell.text for cell in browser.all("table.records tbody td:first-child a")]


def count(browser):
    return int("".join(letter for letter in browser.one(".title .lede").text if letter.isdigit()))


def test_a_filter_narrows_the_list_and_a_chip_takes_it_away(browser):
    browser.open("/organisations")
    all_of_them = count(browser)
    browser.leave(browser.one(".filters a.option[href*='country=AM']").click)
    assert browser.path == "/organisations?country=AM"
    assert {row.text for row in browser.all("td[data-label=Country]")} == {"Armenia"}
    assert count(browser) < all_of_them
    assert browser.one(".filters a.option[aria-current]").text.startswith("Armenia")
    browser.leave(browser.one(".chips a").click)
    assert count(browser) == all_of_them


def test_two_filters_and_a_search_work_together(browser):
    browser.open("/organisations?country=AM&kind=research")
    box = browser.one("#list-q")
    box.send_keys("yerevan")
    browser.leave(box.submit)
    assert "country=AM" in browser.path and "kind=research" in browser.path and "q=yerevan" in browser.path
    assert names(browser) and all("Yerevan" in name for name in names(browser))
    assert [chip.text.strip(" \n×") for chip in browser.all(".chips li")] == ["“yerevan”", "Armenia", "Research institute"]


def test_the_count_of_a_filter_is_the_count_of_its_list(browser):
    browser.open("/competences")
    option = browser.one(".filters fieldset a.option")
    promised = int(option.find_element("css selector", ".count").text)
    browser.leave(option.click)
    assert count(browser) == promised


def test_a_head_sorts(browser):
    browser.open("/projects")
    assert browser.one("th[aria-sort]").text.startswith("Project")
    first = names(browser)[0]
    browser.leave(browser.one("th a[href*='sort=start']").click)
    assert browser.one("th[aria-sort]").text.startswith("Began")
    assert names(browser)[0] != first


def test_paging_goes_on_and_back(browser):
    browser.open("/people")
    first = names(browser)
    browser.leave(browser.one("nav.pages a[rel=next]").click)
    second = names(browser)
    # two people may share a name, so pages are compared as wholes
    assert len(first) == len(second) == 50 and first != second
    browser.leave(browser.one("nav.pages a[rel=prev]").click)
    assert names(browser) == first


def test_a_list_without_results_offers_the_way_back(browser):
    browser.open("/organisations?q=zzzz")
    browser.leave(browser.one(".empty a").click)
    assert browser.path == "/organisations" and count(browser) > 0


@pytest.mark.parametrize("kind, column", [("competences", "Компетенция"), ("projects", "Проект")])
def test_a_table_can_be_taken_as_csv(demonstration, kind, column):
    reader = demonstration.visitor("ru")
    assert f'href="/{kind}.csv' in reader.text(f"/{kind}")
    status, headers, body = reader.get(f"/{kind}.csv")
    assert (status, headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    text = body.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), csv.Sniffer().sniff(text.splitlines()[0])))
    assert column in rows[0][0] or column in rows[0]
    assert len(rows) - 1 == reader.json(f"/api/v1/{kind}?limit=1")["total"]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert sum(any("а" <= letter <= "я" for letter in " ".join(row)) for row in rows) == len(rows)


@pytest.mark.parametrize("kind", ["organisations", "people", "projects", "competences"])
def test_a_table_carries_the_ids_codes_and_moments_of_the_api(demonstration, kind):
    reader = demonstration.visitor("en")
    _, _, body = reader.get(f"/{kind}.csv?country=AM")
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
    items = reader.json(f"/api/v1/{kind}?country=AM&limit=100")["items"]
    assert [row["id"] for row in rows[:100]] == [item["id"] for item in items]
    assert [row["changedAt"] for row in rows[:100]] == [item["changedAt"] for item in items]


def test_a_table_can_be_taken_as_a_spreadsheet(demonstration):
    reader = demonstration.visitor("ru")
    status, _, body = reader.get("/competences.xlsx?country=AM")
    rows = list(openpyxl.load_workbook(io.BytesIO(body), read_only=True).active.iter_rows(values_only=True))
    assert status == 200
    assert len(rows) - 1 == reader.json("/api/v1/competences?country=AM&limit=1")["total"]
    assert all("Армения" in row for row in rows[1:])


def test_the_language_changes_and_the_page_stays(browser):
    browser.be(language=None)
    browser.open("/organisations?country=AM")
    browser.one("details.languages summary").click()
    browser.leave(browser.one("details.languages a[lang=ru]").click)
    assert browser.path.startswith("/organisations?country=AM")
    assert browser.one("html").get_attribute("lang") == "ru"
    assert {row.text for row in browser.all("td[data-label=Страна]")} == {"Армения"}
    browser.open("/people")
    assert browser.one("h1").text == "Люди"
