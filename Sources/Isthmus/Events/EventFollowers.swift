/// What later areas do when something of an event changes: added when the program starts, called in the transaction of
/// the change.
enum EventFollowers {
    /// Given the event before and after, they settle anew what they keep by the clocks of its zone.
    static let ofEvent = Added<@Sendable (_ work: Work, _ before: Event, _ after: Event) throws -> Void>()
    /// Before a session is taken out of an agenda they let go of what they keep about it.
    static let ofSession = Added<@Sendable (_ work: Work, _ gone: EventSession) throws -> Void>()
    /// When somebody comes no longer.
    static let ofRegistration = Added<
        @Sendable (_ work: Work, _ gone: EventRegistration, _ letters: EventLetters) throws -> Void
    >()
}
