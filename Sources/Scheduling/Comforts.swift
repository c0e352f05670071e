/// What the office wishes for the people beside their meetings. No comfort costs a meeting.
public struct Comforts: Hashable, Sendable {
    /// Meetings of a person follow one another, without waiting in between.
    public var fewGaps: Bool
    /// People stay at a table from one meeting to the next.
    public var fewTableChanges: Bool
    /// The slots are about equally full.
    public var evenSlots: Bool

    public init(fewGaps: Bool = true, fewTableChanges: Bool = true, evenSlots: Bool = false) {
        self.fewGaps = fewGaps
        self.fewTableChanges = fewTableChanges
        self.evenSlots = evenSlots
    }
}
