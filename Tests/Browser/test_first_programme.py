"""The first reference programme in the browser: an empty database, an office that sets it up from its files, people of
several countries and scripts, and what leads from the first registration to a project that is paid."""
import datetime
import re
import subprocess
from pathlib import Path

import pytest

from browser import Browser
from demonstration import Demonstration, program
from test_mailings import mails, text

PASSWORD = "seven lakes of Sevan"
SAMPLE = Path(__file__).resolve().parents[2] / "docs/samples/competence-platform.yaml"

ORGANISATIONS = """legal_name,name_en,name_ru,country,city,kind
Լճի ինստիտուտ,Lake Institute,Институт озера,AM,Sevan,research
Степной университет,Steppe University,Степной университет,UA,Poltava,education
Harbour Works,,,DE,Kiel,company
Laboratoire de la Tour,Tower Laboratory,Лаборатория башни,FR,Lille,research
Institutul Râului,River Institute,Институт реки,MD,Orhei,research
"""

SUBJECTS = {
    "Water quality of mountain lakes by sensors": "water quality, lakes, sensors",
    "Batteries for heavy vehicles": "batteries, lithium",
    "Vaccines against malaria": "vaccines, malaria",
    "Steel without coal": "steel, hydrogen",
    "Bees and orchards": "bees, pollination",
}


def calls():
    end = datetime.date.today() + datetime.timedelta(days=120)
    return "\n".join(
        f'{{"topicId":"HORIZON-T-{number}","programme":"Horizon Europe","title":"{title}","callIdentifier":"HE-1",'
        f'"actionType":"RIA","deadline":"{end}","deadlineModel":"single-stage","callStatus":"open",'
        f'"keywords":"{words}","budgetMin":0,"budgetMax":2500000,"expectedGrants":2,'
        f'"description":"<p>{title}. Projects of several countries study: {words}.</p>"}}'
        for number, (title, words) in enumerate(SUBJECTS.items(), 1))


class Platform(Demonstration):
    """Served from a database that the office filled from its own files."""

    command = "serve"

    def prepare(self):
        self.tell(["import", "organisations", self.write("organisations.csv", ORGANISATIONS)])
        self.tell(["import", "calls", self.write("calls.jsonl", calls())])
        self.tell(["scheme", "apply", SAMPLE])
        self.tell(["administrator", "olga@office.example", "--name", "Olga"], PASSWORD + "\n")

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def tell(self, words, given=""):
        done = subprocess.run([program(), *words, "--database", self.database], input=given, text=True,
                              capture_output=True, cwd=self.folder, timeout=120)
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def platform():
    running = Platform()
    yield running
    running.end()


@pytest.fixture(scope="module")
def window(platform):
    running = Browser(platform.address)
    yield running
    running.end()


class Person:
    """Somebody with a session of their own, who fills in the forms that stand on the pages."""

    def __init__(self, window, platform, email, language="en"):
        self.window, self.platform, self.email, self.language = window, platform, email, language
        self.session = None

    def open(self, path):
        self.window.be(self.session, self.language)
        self.window.open(path)
        return self.window.one("main").text

    @property
    def here(self):
        return self.window.path.split("?")[0].split("#")[0]

    def send(self, action, **values):
        """Fills in the form that goes to an address, and presses its first button."""
        form = f"main form[action='{action}']"
        self.window.run("""
            const form = document.querySelector(arguments[0])
            for (const [name, value] of Object.entries(arguments[1])) {
                const fields = [...form.querySelectorAll(`[name='${name}']`)].filter(field => field.type != 'hidden')
                if (!fields.length) throw new Error('no field ' + name)
                for (const field of fields) {
                    if (field.type == 'checkbox' || field.type == 'radio') {
                        field.checked = field.value == value
                    } else {
                        field.value = value
                        if (field.value != value) throw new Error(name + ' does not take ' + value)
                    }
                }
            }""", form, values)
        button = self.window.all(form + " button.main") or self.window.all(form + " button:not([type=button])")
        self.window.leave(lambda: self.window.run("arguments[0].click()", button[0]))
        complaints = [found.text for found in self.window.all(".error-summary")]
        assert complaints == []
        return self.window.one("main").text

    def link(self, start):
        """The first address on the page that begins so and has more."""
        links = [found.get_attribute("href").removeprefix(self.window.address) for found in self.window.all("main a")]
        return next(link.split("#")[0] for link in links if re.match(re.escape(start) + r"[\w-]", link))

    def sign_in(self):
        self.open("/sign-in")
        self.send("/sign-in", email=self.email, password=PASSWORD)
        self.keep()

    def keep(self):
        cookies = self.window.driver.get_cookies()
        self.session = next(cookie["value"] for cookie in cookies if cookie["name"] == "isthmus_session")

    def follow_mail(self):
        _, letter = mails(self.platform, self.email)[-1]
        self.open(re.search(r"https?://[^/\s]+(/\S+)", text(letter))[1])

    def register(self, name, family, given, country, employer):
        self.open("/register")
        self.send("/register", name=name, email=self.email, password=PASSWORD)
        self.follow_mail()
        self.send(self.here, password=PASSWORD)
        self.keep()
        self.open("/people/new")
        self.send("/people", **{"names.0.family": family, "names.0.given": given, "country": country,
                                "email": self.email, "affiliation.organisation": employer})


def found(person, path, start):
    person.open(path)
    return person.link(start)


def test_from_first_contact_to_a_funded_project(window, platform):
    office = Person(window, platform, "olga@office.example")
    office.sign_in()
    assert "Moldova" in office.open("/country-standings")
    places = {word: found(office, f"/organisations?q={word}", "/organisations/o-")
              for word in ["Lake", "Steppe", "Harbour", "Tower"]}
    call = found(office, "/calls?q=mountain", "/calls/cl-")

    # People come, in three scripts, and speak for their institutes.
    anahit = Person(window, platform, "anahit@lake.example")
    borys = Person(window, platform, "borys@steppe.example", "ru")
    maria = Person(window, platform, "maria@harbour.example")
    pierre = Person(window, platform, "pierre@tower.example")
    anahit.register("Անահիտ Սարգսյան", "Սարգսյան", "Անահիտ", "AM", "Լճի ինստիտուտ")
    borys.register("Борис Кравченко", "Кравченко", "Борис", "UA", "Степной университет")
    maria.register("Maria Lind", "Lind", "Maria", "DE", "Harbour Works")
    pierre.register("Pierre Martin", "Martin", "Pierre", "FR", "Laboratoire de la Tour")
    assert "Sargsyan" in office.open("/people?q=Sargsyan") or "Սարգսյան" in window.one("main").text
    for person, word in [(anahit, "Lake"), (borys, "Steppe"), (maria, "Harbour"), (pierre, "Tower")]:
        person.open(places[word] + "/claim")
        person.send(places[word] + "/claim", message="I lead the department of science there.")
        office.open("/office/claims")
        claim = window.one("main form[action^='/office/claims/']").get_attribute("action")
        office.send(claim.removeprefix(window.address), decision="granted")

    # They say what they can do, and are found by whoever asks in another language.
    anahit.open(f"/competences/new?organisation={places['Lake'].split('/')[-1]}")
    anahit.send("/competences", **{
        "statement.en": "Measuring water quality of mountain lakes with sensors",
        "statement.ru": "Измерение качества воды горных озёр датчиками", "keywords": "water quality, lakes, sensors",
        "readiness": "6"})
    assert anahit.here.startswith("/competences/")
    assert "Lake Institute" in maria.open("/find/experts?q=sensors+for+water+quality+in+lakes")
    assert "Институт озера" in borys.open("/find/experts?q=измерение+качества+воды+озёр+датчиками")
    assert window.faults() == []

    # A partner search from the call, checked, with the label of two reviewers of different countries.
    anahit.open(call)
    window.leave(window.one("main a[href^='/partner-searches/new']").click)
    anahit.send("/partner-searches", **{
        "title.en": "Sensors for the water of mountain lakes", "title.ru": "Датчики для воды горных озёр",
        "outline.en": "Water quality of mountain lakes by sensors: teams of several countries measure it.",
        "sought.en": "Building sensor buoys for lakes", "sought_words": "buoys, sensors, lakes",
        "partners_wanted": "2"})
    search = anahit.here
    anahit.send(search + "/check")
    assert not window.all("#checks .pill.bad")
    anahit.send(search + "/publication")
    for reviewer in [borys, pierre]:
        office.open(search)
        office.send(search + "/reviews", person=reviewer.email)
        reviewer.open("/desk")
        reviewer.open(reviewer.link("/search-reviews/"))
        reviewer.send(reviewer.here, verdict="given")
    assert "Quality label" in maria.open(search)

    # A brokerage event: they ask for each other, and get a timetable by mail.
    brokerage = meet(office, [anahit, borys, maria])
    assert "Maria Lind" in anahit.open(brokerage + "/mine/timetable")
    assert window.faults() == []

    # Somebody answers the search; both agree; a consortium hands in and is paid.
    maria.open(search + "/expressions/new")
    answer = maria.send(search + "/expressions", message="We build sensor buoys and would like to take part.",
                        agrees="1")
    expression = maria.here
    assert anahit.email not in answer
    assert maria.email not in anahit.open(expression)
    assert maria.email in anahit.send(expression + "/answer", answer="accept", agrees="1")
    anahit.send(expression + "/consortium")
    consortium = anahit.link("/consortia/")
    anahit.open(consortium)
    anahit.send(consortium + "/submission", reference="101000001")
    office.open(consortium)
    assert "Funded" in office.send(consortium + "/decision", decision="funded")

    # The figures of the end are those of the story.
    office.open("/funnel")
    rows = [tuple(cell.text for cell in row.find_elements("css selector", "th, td"))
            for row in window.one("main table").find_elements("css selector", "tbody tr")]
    assert [row for row in rows if row[2] != "0"] == [
        ("Competences", "Directory", "1"), ("Partner searches", "Partner searches", "1"),
        ("Expressions of interest", "Partner searches", "1"), ("Consortia", "Partner searches", "1"),
        ("Submitted", "Partner searches", "1"), ("Funded", "Partner searches", "1")]
    assert window.faults() == []


def meet(office, people):
    """An event with meetings in ten days, at which everybody meets everybody; the brokerage's address."""
    window = office.window
    day = datetime.date.today() + datetime.timedelta(days=10)
    office.open("/events/new")
    office.send("/events", **{
        "kind": "brokerage", "title.en": "Waters meet", "title.ru": "Встреча вод", "zone": "Asia/Yerevan",
        "starts": f"{day} 09:00", "ends": f"{day} 17:00", "format": "hybrid", "city": "Yerevan", "country": "AM",
        "registration": "automatic"})
    event = office.here
    office.send(event + "/publication")
    office.open(event + "/brokerage")
    office.send(event + "/brokerage", status="open", requests_close=f"{day - datetime.timedelta(days=2)} 18:00")
    brokerage = office.here.removesuffix("/slots")
    office.open(brokerage + "/slots")
    office.send(brokerage + "/slots", day=str(day), first="10:00", minutes="20", pause="10", count="4", tables="2")
    for person in people:
        person.open(event + "/registration")
        person.send(event + "/registrations")
        person.open(brokerage + "/participation")
        person.send(brokerage + "/participants", **{
            "offers.en": "Knowledge of lakes and sensors", "seeks.en": "Partners for measuring water"})
    visitor = office.platform.visitor()
    visitor.opener.addheaders.append(("Cookie", f"isthmus_session={office.session}"))
    number = brokerage.split("/")[-1]
    ids = [line["id"] for line in visitor.json(f"/api/v1/participants?brokerage={number}&sort=name")["items"]]
    assert len(ids) == len(people)
    own = {}
    for person in people:
        own[person.email] = next(id for id in ids if is_own(person, id))
    for asker, asked in zip(people, people[1:] + people[:1]):
        asker.open(f"/participants/{own[asked.email]}/request")
        asker.send(f"/participants/{own[asked.email]}/requests", message="We measure water too.", priority="3")
        asked.open(brokerage + "/meetings")
        forms = window.all("main form[action^='/meeting-requests/'][action$='/answer']")
        asked.send(forms[0].get_attribute("action").removeprefix(window.address), answer="accepted")
    office.open(brokerage + "/timetable/drafts")
    office.send(brokerage + "/timetable/run", seconds="1")
    window.wait(lambda: window.path.startswith("/timetable-drafts/"), seconds=60)
    office.send(office.here + "/publication")
    return brokerage


def is_own(person, participant):
    """Whether a profile is the person's: only they have its form."""
    person.open(f"/participants/{participant}")
    return bool(person.window.all(f"main a[href^='/participants/{participant}/form'], "
                                  f"main form[action='/participants/{participant}']"))
