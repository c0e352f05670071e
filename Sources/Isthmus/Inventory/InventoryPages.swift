import Hummingbird

/// The front page of the inventory: what it holds, and the ways into it.
public struct InventoryPages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/inventory") { _, context in
            let figures = try await context.programme.inventoryFigures(as: context.actor)
            return Answers.page(
                Page(
                    title: context.words("inventory.title"), body: Self.body(figures, context.visit),
                    area: "/inventory", isKept: true), context)
        }
    }

    private static func office(_ visit: Visit) -> HTML {
        guard visit.actor.isOffice else { return "" }
        return Parts.actions([Parts.button("/office/updates", visit.words("updates.title"))])
    }

    private static func body(_ figures: InventoryFigures, _ visit: Visit) -> HTML {
        let words = visit.words
        let ways: [(path: String, title: String, text: String)] = [
            ("/programmes", words("programmes.title"), words("programmes.count", count: figures.programmes)),
            ("/mobility", words("mobilities.title"), words("mobilities.count", count: figures.schemes)),
            ("/inventory/funding", words("funding.title"), words("funding.lede")),
            ("/inventory/gaps", words("gaps.title"), words("gaps.lede")),
            ("/obstacles", words("obstacles.title"), words("obstacles.unsolved", count: figures.obstacles)),
            ("/bodies", words("bodies.title"), words("bodies.count", count: figures.bodies)),
        ]
        let entries: [HTML] = ways.map { path, title, text in
            "<li><h2>\(Parts.link(path, title))</h2><p>\(text)</p></li>"
        }
        return """
            <div class="title"><h1>\(words("inventory.title"))</h1>
            <p class="lede">\(words("inventory.lede"))</p></div>\(office(visit))<ul class="entries">\(entries)</ul>
            """
    }
}
