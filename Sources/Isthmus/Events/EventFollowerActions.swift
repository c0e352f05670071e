import Synchronization

/// What later areas do when an event was changed: added when the program starts. Each is given the event before and
/// after, in the transaction of the change, and settles anew what it keeps by the clocks of the event's zone.
enum EventFollowers {
    typealias Follower = @Sendable (_ work: Work, _ before: Event, _ after: Event) throws -> Void

    private static let added = Mutex<[String: Follower]>([:])

    /// In the order of their names.
    static var all: [Follower] { added.withLock { $0.sorted { $0.key < $1.key }.map(\.value) } }

    /// Adds one, in the place of one of the same name.
    static func add(_ name: String, _ follower: @escaping Follower) { added.withLock { $0[name] = follower } }
}

/// What later areas do before a session is taken out of an agenda: they let go of what they keep about it.
enum SessionFollowers {
    typealias Follower = @Sendable (_ work: Work, _ gone: EventSession) throws -> Void

    private static let added = Mutex<[String: Follower]>([:])

    /// In the order of their names.
    static var all: [Follower] { added.withLock { $0.sorted { $0.key < $1.key }.map(\.value) } }

    /// Adds one, in the place of one of the same name.
    static func add(_ name: String, _ follower: @escaping Follower) { added.withLock { $0[name] = follower } }
}
