import Hummingbird

/// Countries, languages and currencies for machines. Everything comes at once: the lists are short and hardly change.
public struct VocabularyPages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/api/v1/countries") { _, context in try countries(context) }
        routes.get("/api/v1/countries/{code}") { _, context in
            guard let country = Countries.find(context.parameters.get("code") ?? "") else { throw Problem.notFound }
            return try Answers.json(CountryBody(country), context)
        }
        routes.get("/api/v1/country-groups") { _, context in
            try Answers.json(VocabularyBody(CountryGroup.all.map(GroupBody.init)), context)
        }
        routes.get("/api/v1/languages") { _, context in
            try Answers.json(VocabularyBody(Languages.all.map(LanguageBody.init)), context)
        }
        routes.get("/api/v1/currencies") { _, context in
            try Answers.json(VocabularyBody(Currencies.all.map(CurrencyBody.init)), context)
        }
    }

    /// Filters: `group`, `region`, and `q`, any code or name in any language of the region.
    private func countries(_ context: SiteContext) throws -> Response {
        let query = context.visit.query
        var countries = Countries.all
        let groups = query.all("group")
        let unknown = groups.filter { CountryGroup.with($0) == nil }
        guard unknown.isEmpty else {
            throw Problem.invalid(unknown.map { .init("group", "field.unknown", ["code": $0]) })
        }
        if !groups.isEmpty {
            let members = Set(groups.flatMap { CountryGroup.with($0)?.members ?? [] })
            countries = countries.filter { members.contains($0.code) }
        }
        let regions = query.all("region")
        if !regions.isEmpty { countries = countries.filter { regions.contains($0.region) } }
        if let text = query["q"], !text.isEmpty {
            let found = Countries.find(text)
            countries = countries.filter { $0 == found }
        }
        return try Answers.json(VocabularyBody(countries.map(CountryBody.init)), context)
    }
}

private struct VocabularyBody<Item: Encodable>: Encodable {
    let items: [Item]
    let total: Int

    init(_ items: [Item]) { (self.items, total) = (items, items.count) }
}

/// Names in the languages of the region.
private func names(_ name: (String) -> String) -> Multilingual {
    Multilingual(Dictionary(LocalNames.languages.map { ($0, name($0)) }) { first, _ in first })
}

private struct CountryBody: Encodable {
    let code, alpha3, euCode, region: String
    let name: Multilingual
    let latitude, longitude: Double
    let groups: [String]

    init(_ country: Country) {
        (code, alpha3, euCode, region) = (country.code, country.alpha3, country.euCode, country.region)
        (latitude, longitude) = (country.latitude, country.longitude)
        name = names(country.name(in:))
        groups = CountryGroup.of(country.code).map(\.code)
    }
}

private struct GroupBody: Encodable {
    let code: String
    let name: Multilingual
    let members: [String]
    let validity: String

    init(_ group: CountryGroup) {
        (code, name, members, validity) = (group.code, group.name, group.members, group.validity)
    }
}

private struct LanguageBody: Encodable {
    let code, alpha3, ownName: String
    let script: WritingScript?
    let name: Multilingual

    init(_ language: Language) {
        (code, alpha3, ownName, script) = (language.code, language.alpha3, language.ownName, language.script)
        name = names(language.name(in:))
    }
}

private struct CurrencyBody: Encodable {
    let code: String
    let digits: Int
    let until: Int?
    let name: Multilingual

    init(_ currency: Currency) {
        (code, digits, until) = (currency.code, currency.digits, currency.until)
        name = names(currency.name(in:))
    }
}
