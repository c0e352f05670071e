/// Names of the demo's fictional people, per region, in the scripts they are written in there.
struct DemoNames: Sendable {
    /// Latin and the own script: the same for Latin-writing countries.
    let given: [(latin: String, own: String)]
    let family: [(latin: String, own: String)]
    /// ISO 15924 of the own script; nil for Latin.
    let script: String?
    let languages: [String]

    private init(_ script: String?, _ languages: [String], given: String, family: String) {
        func pairs(_ text: String) -> [(latin: String, own: String)] {
            text.split(separator: " ").map { pair in
                let parts = pair.split(separator: "=")
                return (String(parts[0]), String(parts[parts.count - 1]))
            }
        }
        (self.script, self.languages) = (script, languages)
        self.given = pairs(given)
        self.family = pairs(family)
    }

    static func of(_ country: String) -> DemoNames {
        switch country {
        case "AM": armenian
        case "RU", "BY", "KZ", "KG", "UZ", "TJ": country == "RU" || country == "BY" ? russian : central
        case "UA": ukrainian
        case "BG": bulgarian
        case "GE": georgian
        case "DE", "AT": german
        case "FR": french
        case "FI", "EE": finnish
        case "GR": greek
        case "IT": italian
        case "PL": polish
        case "MD": moldovan
        default: norwegian
        }
    }

    static let armenian = DemoNames(
        "Armn", ["hy", "ru", "en"],
        given:
            "Anahit=Անահիտ Aram=Արամ Hayk=Հայկ Lusine=Լուսինե Narek=Նարեկ Sona=Սոնա Tigran=Տիգրան "
            + "Mariam=Մարիամ Vahe=Վահե Gayane=Գայանե",
        family:
            "Avagyan=Ավագյան Danielyan=Դանիելյան Ghazaryan=Ղազարյան Harutyunyan=Հարությունյան "
            + "Melkonyan=Մելքոնյան Simonyan=Սիմոնյան Vardanyan=Վարդանյան Zakaryan=Զաքարյան"
    )
    static let russian = DemoNames(
        "Cyrl", ["ru", "en"],
        given:
            "Aleksey=Алексей Darya=Дарья Irina=Ирина Mikhail=Михаил Olga=Ольга Pavel=Павел "
            + "Sergey=Сергей Tatyana=Татьяна Yelena=Елена Fyodor=Фёдор",
        family:
            "Belov=Белов Gromov=Громов Kuzmenko=Кузьменко Lebedko=Лебедько Morozevich=Морозевич "
            + "Orlovskikh=Орловских Shcherbina=Щербина Yozhikov=Ёжиков Zhuravel=Журавель"
    )
    static let central = DemoNames(
        "Cyrl", ["ru", "kk", "en"],
        given:
            "Aigerim=Айгерим Azamat=Азамат Baurzhan=Бауржан Dilnoza=Дильноза Farrukh=Фаррух "
            + "Gulnara=Гульнара Jamshed=Джамшед Nurlan=Нурлан Zarina=Зарина",
        family:
            "Akhmetova=Ахметова Bekova=Бекова Dzhumabaev=Джумабаев Ibragim=Ибрагим Kasym=Касым "
            + "Nazaroy=Назарой Rakhim=Рахим Sultanbek=Султанбек Tursun=Турсун"
    )
    static let ukrainian = DemoNames(
        "Cyrl", ["uk", "en", "ru"],
        given:
            "Andriy=Андрій Bohdan=Богдан Halyna=Галина Iryna=Ірина Oksana=Оксана Serhiy=Сергій Taras=Тарас Yuliya=Юлія",
        family:
            "Bondarchuk=Бондарчук Havrylenko=Гавриленко Kovalyshyn=Ковалишин Ostapchuk=Остапчук "
            + "Savchuk=Савчук Zahorodnyi=Загородний"
    )
    static let bulgarian = DemoNames(
        "Cyrl", ["bg", "en"],
        given: "Desislava=Десислава Georgi=Георги Ivaylo=Ивайло Radka=Радка Stoyan=Стоян Yana=Яна",
        family: "Dimitrova=Димитрова Kolev=Колев Petkov=Петков Stanchev=Станчев Todorova=Тодорова")
    static let georgian = DemoNames(
        nil, ["ka", "en", "ru"], given: "Ana Davit Eka Giorgi Levan Maia Nino Tamar Zaza",
        family: "Beridzeli Chkheidzeli Gelashvilli Kvaratsia Lomidzeli Mchedladze Tsiklauridze")
    static let german = DemoNames(
        nil, ["de", "en"], given: "Anke Bernd Claudia Jörg Katharina Lukas Martina Stefan Ulrike Wolfgang",
        family: "Achterberg Brückner Dahlmann Eichinger Gründer Lindhorst Möller Seifert Weißenberg")
    static let french = DemoNames(
        nil, ["fr", "en"], given: "Amélie Benoît Camille Étienne Hélène Jérôme Lucie Mathieu Solène",
        family: "Aubertin Chevallier Delmas Garnier Lefèvre Marchand Poirier Rousselin")
    static let finnish = DemoNames(
        nil, ["fi", "en", "ru"], given: "Aino Eero Helmi Juhani Kaisa Mika Päivi Sari Timo Ülle",
        family: "Ahokas Heikkilä Järvinen Koskela Lehtonen Mäkelä Niiranen Tamm Väisänen")
    static let greek = DemoNames(
        nil, ["el", "en"], given: "Alexandros Despina Eleni Giorgos Katerina Nikos Sofia Vasilis",
        family: "Anagnostou Dimopoulos Karras Lambrou Mavridis Papadakis Theodorou")
    static let italian = DemoNames(
        nil, ["it", "en"], given: "Alessia Bruno Chiara Davide Elena Franco Giulia Matteo",
        family: "Bellandi Corsini Ferraro Gallo Lombardini Moretti Santoro Vitale")
    static let polish = DemoNames(
        nil, ["pl", "en"], given: "Agnieszka Bartosz Ewa Grzegorz Katarzyna Łukasz Magdalena Tomasz",
        family: "Borkowska Czajka Gajewski Jabłońska Kruk Olszewski Śliwa Zawadzki")
    static let moldovan = DemoNames(
        nil, ["ro", "ru", "en"], given: "Adrian Cristina Doina Ion Lilia Mihai Natalia Vasile",
        family: "Bătrînu Ciobanu Grosu Lungu Moraru Rotaru Țurcan")
    static let norwegian = DemoNames(
        nil, ["no", "en"], given: "Astrid Bjørn Eirik Ingrid Kari Lars Sigrid Øyvind",
        family: "Aasen Bakken Dahl Fjeldstad Hauge Lunde Moe Strøm")
}
