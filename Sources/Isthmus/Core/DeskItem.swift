import Database

/// Something that waits for somebody: computed from where things stand whenever it is asked for, never kept.
public struct DeskItem: Sendable, Equatable {
    /// The sentence that says what to do, with the values it names.
    public let task: Problem.Reason
    public let path: String
    /// By when; nil where there is no date.
    public let due: Moment?

    public init(_ task: Problem.Reason, path: String, due: Moment? = nil) {
        (self.task, self.path, self.due) = (task, path, due)
    }
}

/// Where an area finds what waits for an actor. Every area gives one; the desk asks them all in one snapshot.
public typealias DeskSource = @Sendable (_ tx: Transaction, _ actor: Actor, _ now: Moment) throws -> [DeskItem]
