/// One text of somebody: a paper, a project, a competence, an offer, a call, a proposal.
public struct TextItem: Sendable {
    public let id: String
    /// What it is; "similar items" are sought among those of one kind.
    public let kind: String
    /// Whose it is: people, organisations. Several may share one text.
    public let owners: [String]
    /// Whether everyone may see it. Only such texts count in what is known of the whole directory.
    public let isPublic: Bool
    public let counts: TermCounts

    public init(id: String, kind: String, owners: [String] = [], isPublic: Bool = true, counts: TermCounts) {
        (self.id, self.kind, self.owners, self.isPublic, self.counts) = (id, kind, owners, isPublic, counts)
    }
}

/// What a question may look at.
///
/// A text that does not pass takes no part at all: it is not found, carries nothing to its owner's score, and displaces
/// nothing. As idf, background and latent space come from public texts alone, every figure a reader gets is the one
/// that a space without the unseen texts would give.
public struct MatchFilter: Sendable {
    public enum Sight: Sendable {
        /// Public texts.
        case publicTexts
        /// Public texts, and those with these numbers (`TermSpace.Snapshot.itemNumber(of:)`).
        case publicTextsAnd(NumberSet)
        case everything
    }
    public var sight: Sight
    /// Only texts of these kinds; nil for all.
    public var kinds: Set<String>?
    /// Only texts with these numbers; nil for all.
    public var items: NumberSet?
    /// Only these owners (`TermSpace.Snapshot.ownerNumber(of:)`), for example people of one country; nil for all. A
    /// text without one of them is left out.
    public var owners: NumberSet?

    public init(
        sight: Sight = .publicTexts, kinds: Set<String>? = nil, items: NumberSet? = nil, owners: NumberSet? = nil
    ) {
        (self.sight, self.kinds, self.items, self.owners) = (sight, kinds, items, owners)
    }

    func admitsOwner(_ owner: Int32) -> Bool { owners?.contains(owner) ?? true }

    /// Whether it keeps nothing of a shelf out.
    func isOpen(for shelf: Shelf) -> Bool {
        guard kinds == nil, items == nil, owners == nil else { return false }
        guard case .everything = sight else { return shelf.isPublic }
        return true
    }

    /// Whether it keeps out what is not public and nothing else.
    var isPublicOnly: Bool {
        guard kinds == nil, items == nil, owners == nil, case .publicTexts = sight else { return false }
        return true
    }

    func admits(_ text: IndexedText, kinds: Set<Int32>?) -> Bool {
        let isSeen =
            switch sight {
            case .publicTexts: text.isPublic
            case .publicTextsAnd(let more): text.isPublic || more.contains(text.item)
            case .everything: true
            }
        guard isSeen, kinds?.contains(text.kind) ?? true, items?.contains(text.item) ?? true else { return false }
        return owners == nil || text.owners.contains(where: admitsOwner)
    }
}
