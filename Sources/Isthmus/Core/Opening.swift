import Database
import Foundation
import Logging

extension Programme {
    /// The steps of the schema that this program carries, in order.
    public static let migrations: [Migration] = Embedded.files.filter { $0.key.hasSuffix(".sql") }
        .map { Migration(name: String($0.key.dropLast(4)), script: String(decoding: $0.value, as: UTF8.self)) }
        .sorted { $0.name < $1.name }

    /// Opens the database at `address` (a file, or `postgres://…`), brings its schema up to date, and refuses one that
    /// another program changed.
    public static func open(
        _ address: String, settings: Settings = Settings(), clock: @escaping @Sendable () -> Moment = { .now },
        ids: IDSource = IDSource(), logger: Logger = Logger(label: "isthmus")
    ) async throws -> Programme {
        if !address.contains("://") {
            let folder = URL(fileURLWithPath: address).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        let store = try openStore(address, log: StatementLog(logger: logger))
        let programme = Programme(store: store, settings: settings, clock: clock, ids: ids, logger: logger)
        try await store.migrate(migrations, at: clock().seconds)
        return programme
    }
}
