import Synchronization

/// What later areas do when somebody comes no longer: added when the program starts.
enum RegistrationFollowers {
    typealias Follower = @Sendable (_ work: Work, _ gone: EventRegistration, _ letters: EventLetters) throws -> Void

    private static let added = Mutex<[String: Follower]>([:])

    /// In the order of their names.
    static var all: [Follower] { added.withLock { $0.sorted { $0.key < $1.key }.map(\.value) } }

    /// Adds one, in the place of one of the same name.
    static func add(_ name: String, _ follower: @escaping Follower) { added.withLock { $0[name] = follower } }
}
