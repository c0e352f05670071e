import Foundation
import Testing

@testable import Isthmus

@Suite struct CountryTests {
    @Test func `there are 249 countries and Kosovo, each code once`() {
        #expect(Countries.all.count == 250)
        #expect(Set(Countries.all.map(\.code)).count == 250)
        #expect(Set(Countries.all.map(\.alpha3)).count == 250)
        #expect(Countries.all.allSatisfy { $0.code.count == 2 && $0.alpha3.count == 3 })
        #expect(Countries.with("XK")?.alpha3 == "XKX")
    }

    @Test(arguments: LocalNames.languages)
    func `every country has a name in every language of the region`(_ language: String) {
        let nameless = Countries.all.filter { country in
            let name = country.name(in: language)
            return name.isEmpty || name == country.code
        }
        #expect(nameless.map(\.code) == [])
    }

    @Test func `names are those that people know`() {
        let armenia = Countries.with("AM")
        #expect(armenia?.name(in: "en") == "Armenia")
        #expect(armenia?.name(in: "ru") == "Армения")
        #expect(armenia?.name(in: "hy") == "Հայաստան")
        #expect(armenia?.name(in: "ka") == "სომხეთი")
        #expect(armenia?.name(in: "fi") == "Armenia")
        #expect(armenia?.name(in: "de") == "Armenien")
        #expect(armenia?.regionName(in: "ru") == "Западная Азия")
    }

    @Test(arguments: [
        ("AM", "AM"), ("am", "AM"), ("ARM", "AM"), ("UK", "GB"), ("EL", "GR"), ("GR", "GR"), ("GB", "GB"),
        ("XKX", "XK"),
        ("Armenia", "AM"), ("Армения", "AM"), ("հայաստան", "AM"), ("Україна", "UA"), ("Russian Federation", "RU"),
        ("Республика Беларусь", "BY"), ("Киргизия", "KG"), ("Кыргызстан", "KG"), ("Czech Republic", "CZ"),
        ("Turkey", "TR"), ("Türkiye", "TR"), ("U.S.A.", "US"), ("the Netherlands", "NL"), ("Côte d'Ivoire", "CI"),
        ("cote d’ivoire", "CI"), ("Bosnia and Herzegovina", "BA"), ("Korea, Republic of", "KR"), ("Suomi", "FI"),
        ("O'zbekiston", "UZ"), ("Saint Lucia", "LC"), ("St. Lucia", "LC"), ("Deutschland", "DE"), ("  Georgia ", "GE"),
    ])
    func `a file's code or name finds its country`(_ text: String, _ code: String) {
        #expect(Countries.find(text)?.code == code)
    }

    @Test(arguments: ["", " ", "ZZ", "YU", "Atlantis", "Armenia Georgia", String(repeating: "A", count: 5_000)])
    func `what is no country finds none`(_ text: String) {
        #expect(Countries.find(text) == nil)
    }

    @Test(arguments: LocalNames.languages)
    func `every name leads back to its country`(_ language: String) {
        let lost = Countries.all.filter { Countries.find($0.name(in: language)) != $0 }
        #expect(lost.map { "\($0.code) \($0.name(in: language))" } == [])
    }

    @Test func `coordinates are on the globe and near the place`() {
        #expect(Countries.all.allSatisfy { abs($0.latitude) <= 90 && abs($0.longitude) <= 180 })
        let armenia = Countries.with("AM")
        #expect(armenia?.latitude == 40.2)
        #expect(armenia?.longitude == 45.0)
    }

    @Test func `a list is in the order of the reader's alphabet`() {
        let russian = Countries.sorted(in: "ru").map(\.code)
        #expect(russian.prefix(3) == ["AU", "AT", "AZ"])
        #expect(Countries.sorted(in: "en").first?.code == "AF")
    }

    @Test func `groups hold known countries in order, each once`() {
        for group in CountryGroup.all {
            #expect(group.members == Set(group.members).sorted())
            #expect(group.members.filter { !Countries.isCode($0) } == [])
            #expect(group.name.languages == ["en", "ru"])
            #expect(!group.validity.isEmpty)
        }
        #expect(CountryGroup.with("eu")?.members.count == 27)
        #expect(CountryGroup.with("eastern-partnership")?.members == ["AM", "AZ", "BY", "GE", "MD", "UA"])
        #expect(CountryGroup.of("KZ").map(\.code) == ["central-asia", "cis", "eaeu"])
        let union = Set(CountryGroup.with("eu")?.members ?? [])
        #expect(union.isDisjoint(with: CountryGroup.with("horizon-associated")?.members ?? []))
    }

    @Test func `languages have codes, names and scripts`() {
        #expect(Languages.all.count == 184)
        #expect(Languages.with("hy")?.ownName == "հայերեն")
        #expect(Languages.with("hy")?.name(in: "ru") == "армянский")
        #expect(Languages.with("hy")?.script == .armenian)
        #expect(Languages.with("ka")?.script == .georgian)
        #expect(Languages.with("kk")?.script == .cyrillic)
        #expect(Languages.with("uz")?.script == .latin)
        #expect(Languages.find("ARM")?.code == "hy")
        #expect(Languages.find("en-GB")?.code == "en")
        #expect(Languages.find("xx") == nil)
        #expect(WritingScript.armenian.name(in: "ru") == "армянская")
    }

    @Test func `currencies have the digits that money counts in`() {
        #expect(Currencies.all.filter { Money.digits(of: $0.code) != $0.digits }.map(\.code) == [])
        #expect(Currencies.with("AMD")?.name(in: "ru") == "армянский драм")
        #expect(Currencies.with("HRK")?.until == 2023)
        #expect(!Currencies.sorted(in: "en").contains { $0.code == "HRK" })
        let nameless = Currencies.all.filter { currency in
            ["en", "ru"].contains { currency.name(in: $0).isEmpty || currency.name(in: $0) == currency.code }
        }
        #expect(nameless.map(\.code) == [])
    }
}
