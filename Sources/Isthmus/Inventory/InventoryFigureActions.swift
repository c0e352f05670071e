import Database

/// How much the inventory holds, as far as a reader may know of it.
struct InventoryFigures: Sendable {
    var programmes = 0
    var schemes = 0
    var obstacles = 0
    var bodies = 0
}

extension Programme {
    func inventoryFigures(as actor: Actor) async throws -> InventoryFigures {
        try await read { tx in
            InventoryFigures(
                programmes: try tx.count(
                    "SELECT COUNT(*) FROM cooperation_programme p WHERE \(CooperationProgramme.visible(to: actor))"),
                schemes: try tx.count(
                    "SELECT COUNT(*) FROM mobility_scheme m WHERE \(MobilityScheme.visible(to: actor))"),
                obstacles: try tx.count(
                    "SELECT COUNT(*) FROM obstacle o WHERE o.state <> 'solved' AND \(Obstacle.visible(to: actor))"),
                bodies: try tx.count(
                    "SELECT COUNT(*) FROM public_body b WHERE \(PublicBody.visible(to: actor))"))
        }
    }
}
