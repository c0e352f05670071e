/// A part of a country's page that a later area gives.
struct CountrySection: Sendable {
    let name: String
    /// The part for a country by its code; empty where there is nothing to say.
    let html: @Sendable (_ country: String, _ context: SiteContext) async throws -> HTML
}

/// The parts of countries' pages that later areas add when the program starts.
enum CountrySections {
    private static let added = Added<CountrySection>()

    /// Adds a part, in the place of one of the same name.
    static func add(_ section: CountrySection) { added.add(section, as: section.name) }

    static func html(of country: String, _ context: SiteContext) async throws -> HTML {
        var parts: [HTML] = []
        for section in added.all { parts.append(try await section.html(country, context)) }
        return parts.joined()
    }
}
