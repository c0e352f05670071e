/// What the inventory gives to pages that stand before it.
enum InventorySections {
    /// A country's bodies with those in office, and its ways into the inventory.
    static let country = CountrySection(name: "inventory") { country, context in
        let bodies = try await context.programme.actorMap(of: country, as: context.actor)
        let words = context.words
        let ways: [HTML] = [
            ("/programmes?country=\(country)", "programmes.title"), ("/mobility?from=\(country)", "mobilities.title"),
            ("/obstacles?country=\(country)", "obstacles.title"),
        ].map { path, key in "<li>\(Parts.link(path, words(key)))</li>" }
        return """
            \(PublicBodyViews.section(bodies, country, words))
            \(Parts.panel(words("inventory.title"), "<ul>\(ways)</ul>"))
            """
    }
}
