/// A database: reads see one unchanging state, writes happen wholly or not at all.
///
/// Closures are synchronous and hold no state of their own, because a write may be run again after a conflict.
public protocol Store: Sendable {
    var engine: Engine { get }
    var log: StatementLog { get }
    /// Runs `body` on one snapshot. Writing in it fails.
    func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T
    /// Runs `body` in a transaction of its own and answers after it is durable. A statement that failed spoils the
    /// transaction, even if `body` catches the error.
    @discardableResult
    func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T
    /// Waits for what was begun and closes all connections.
    func close() async throws
}
