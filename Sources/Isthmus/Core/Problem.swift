/// Why something was not done, in keys that the edge translates.
public enum Problem: Error, Sendable, Equatable {
    /// What was given breaks rules; every one of them is listed.
    case invalid([Issue])
    /// The actor may see the thing but not do this.
    case refused(Reason)
    /// There is no such thing, or the actor may not know of it.
    case notFound
    case signInNeeded
    /// Somebody else changed the thing meanwhile.
    case stale
    /// Too much in too short a time; the reason says when to try again.
    case tooMany(Reason)
    /// The database could not be had in time: nothing was kept, and a later try may succeed.
    case busy
    /// What is asked is still being prepared; the reason says when to try again.
    case notReady(Reason)

    /// A sentence's key with the values it names.
    public struct Reason: Sendable, Hashable {
        public let key: String
        public let values: [String: String]

        public init(_ key: String, _ values: [String: String] = [:]) {
            self.key = key
            self.values = values
        }
    }

    /// A reason at a field; the empty field means the whole.
    public struct Issue: Sendable, Hashable {
        public let field: String
        public let reason: Reason

        public init(field: String, reason: Reason) {
            self.field = field
            self.reason = reason
        }
        public init(_ field: String, _ key: String, _ values: [String: String] = [:]) {
            self.init(field: field, reason: Reason(key, values))
        }
    }

    /// What the reader of a form is told when somebody changed the thing meanwhile.
    public static let overtaken = "form.overtaken"

    public static func invalid(_ field: String, _ key: String, _ values: [String: String] = [:]) -> Problem {
        .invalid([Issue(field, key, values)])
    }
}

/// A mistake in the program, not of the user: shown as a number, described in the log.
public struct Defect: Error, Sendable, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
}
