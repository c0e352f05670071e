import Testing

@testable import Text

@Suite struct Affiliations {
    private static let countries = [
        ("DE", "Germany"), ("AT", "Austria"), ("EE", "Estonia"), ("RU", "Russia"), ("US", "United States"),
        ("CN", "China"), ("DE", "Германия"), ("US", "Соединенные Штаты"),
    ].map { (code: $0.0, name: $0.1) }

    private static let resolver = AffiliationResolver(
        organisations: [
            one("tum", ["Technical University of Munich", "Technische Universität München"], "DE", "Munich", ["TUM"]),
            one("lmu", ["University of Munich", "Ludwig-Maximilians-Universität München"], "DE", "Munich", ["LMU"]),
            one("tartu", ["University of Tartu", "Tartu Ülikool", "Тартуский университет"], "EE", "Tartu"),
            one("tuh", ["Tartu University Hospital"], "EE", "Tartu"),
            one("ran", ["Russian Academy of Sciences", "Российская академия наук"], "RU", "Moscow", ["RAS"]),
            one("math", ["Steklov Mathematical Institute"], "RU", "Moscow", [], ["ran"]),
            one("nsu", ["Novosibirsk State University"], "RU", "Novosibirsk", ["NSU"]),
            one("uva", ["University of Virginia"], "US", "Charlottesville", ["UVA"]),
            one("de1", ["National Institute of Physics"], "DE", "Berlin"),
            one("us1", ["National Institute of Physics"], "US", "Boston"),
            one("us2", ["National Institute of Physics"], "US", "Chicago"),
        ], countryNames: countries)

    private static func one(
        _ id: String, _ names: [String], _ country: String, _ city: String, _ acronyms: [String] = [],
        _ parents: [String] = []
    ) -> AffiliationResolver.Organisation {
        AffiliationResolver.Organisation(
            id: id, names: names.map { ($0, nil) }, acronyms: acronyms, country: country, city: city, parents: parents)
    }

    @Test(arguments: [
        ("Dept of Physics, Univ. of Tartu, Ülikooli 18, 50090 Tartu, Estonia", "tartu"),
        ("Institute of Chemistry, Technical University of Munich, Garching, Germany", "tum"),
        ("Faculty of Law, University of Munich, Munich, Germany", "lmu"),
        ("Physik-Department, Technische Universitat Munchen, Deutschland", "tum"),
        ("Department of Neurology, Tartu University Hospital, Tartu, Estonia", "tuh"),
        ("National Institute of Physics, Boston, MA, USA", "us1"),
        ("National Institute of Physics, Berlin, Германия", "de1"),
        ("Steklov Mathematical Institute, Russian Academy of Sciences, Moscow, Russia", "ran"),
        ("Steklov Mathematical Institute, Moscow, Russia", "math"),
        ("Новосибирский государственный университет, Новосибирск, Россия", "nsu"),
        ("Тартуский университет", "tartu"), ("University of Virginia, Charlottesville, VA", "uva"),
    ])
    func `a text finds its organisation`(text: String, expected: String) {
        #expect(Self.resolver.resolve(text)?.id == expected)
    }

    @Test(arguments: [
        "Department of Physics, Germany", "University of Munich Hospital, Munich, Germany",
        "University of Virginia Medical Center, Charlottesville, VA, USA", "University of Tartu, Vienna, Austria",
        "University of Medicine and Pharmacy, Munich, Germany", "National Institute of Physics, USA", "",
        ", , ,", "12345", "\u{0}\u{FFFD}", "🎈", "‏جامعة‏", "Germany",
    ])
    func `a text that means none gives none`(text: String) {
        #expect(Self.resolver.resolve(text) == nil)
    }

    @Test func `confidence and reason go with the answer`() throws {
        let answer = try #require(Self.resolver.resolve("University of Tartu, Tartu, Estonia"))
        #expect(answer.confidence > 0.9 && answer.confidence <= 1)
        #expect(answer.reason == "name: University of Tartu; country: EE; city")
    }

    @Test func `twins without a city share the doubt`() {
        let candidates = Self.resolver.candidates(for: "National Institute of Physics, USA", limit: 5)
        #expect(candidates.map(\.id) == ["us1", "us2"])
        #expect(candidates.allSatisfy { $0.confidence < AffiliationResolver.threshold })
    }

    @Test func `huge texts end`() {
        let text = String(repeating: "University of Tartu, ", count: 20_000)
        #expect(Self.resolver.resolve(text)?.id == "tartu")
        #expect(Self.resolver.resolve(String(repeating: "x", count: 2_000_000)) == nil)
    }

    @Test func `an empty directory knows none`() {
        #expect(AffiliationResolver(organisations: [], countryNames: []).resolve("University of Tartu") == nil)
    }
}
