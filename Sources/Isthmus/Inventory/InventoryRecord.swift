import Text

/// How far the office is with a record of the inventory; who sees it follows from that.
public enum InventoryStatus: String, Codable, Sendable, CaseIterable {
    case draft, active, ended, withdrawn

    /// Whether everybody may see it.
    var isPublic: Bool { self == .active || self == .ended }
}

/// What can be done with a record of the inventory.
public enum InventoryPermission: String, PermissionSet {
    case view, edit, withdraw
    /// To see and change whom the office asks about it.
    case contacts
}

/// What a rule must know of the rest: topics, the owner that was named, records that can be continued.
struct InventoryKnowledge {
    let topics: Set<String>
    /// The owner that was given, with its name; nil inside where the directory has none, nil where nothing was given.
    let owner: (id: ID<Organisation>, name: String)??
    let isOther: (String) throws -> Bool
    let now: Moment
}

/// A record that the office keeps of what others fund, and its owner corrects once a year: a cooperation programme or a
/// mobility scheme.
protocol InventoryRecord: Governed where Permission == InventoryPermission {
    static var prefix: String { get }
    /// Where its pages stand: `/programmes`.
    static var path: String { get }
    /// What an owner may say: the names of the fields in forms.
    static var ownersFields: [String] { get }
    /// The names of all that can differ, in the order in which people read it.
    static var facts: [String] { get }

    var id: ID<Self> { get }
    var code: String { get }
    var title: Multilingual { get }
    var ownerID: ID<Organisation>? { get }
    var ownerName: String { get }
    var topics: [String] { get }
    var careerStages: [CareerStage] { get }
    var checkedOn: Day? { get set }
    var status: InventoryStatus { get set }
    var edited: [String] { get set }
    var version: Int { get set }
    var changedAt: Moment { get set }

    static func blank(_ id: ID<Self>, at now: Moment, source: String) -> Self
    /// The record after what a form or a body gave; throws every issue.
    func changed(by fields: Fields, knowing known: InventoryKnowledge) throws -> Self
    /// With what follows from the rest computed again.
    func settled(version: Int, at now: Moment) -> Self
    /// Whether two states differ in a fact.
    func differs(from other: Self, in fact: String) -> Bool
    /// Takes a fact over from another state.
    mutating func take(_ fact: String, from other: Self)
    /// A fact in plain text, as differences show it.
    func shown(_ fact: String, _ words: Words) -> String
    /// Countries by the direction in which they take part: `party`, `from`, `to`.
    var countries: [(direction: String, country: String)] { get }
}

extension InventoryRecord {
    public func refusal(of permission: InventoryPermission, to actor: Actor) -> Problem.Reason? {
        let allowed =
            switch permission {
            case .view: status.isPublic || actor.isOffice
            case .edit, .contacts: actor.isOffice
            case .withdraw: actor.isOffice && status != .withdrawn
            }
        return allowed ? nil : .init("inventory.refused.\(permission)")
    }

    static func refusalOfCreating(to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("inventory.refused.create")
    }

    /// The names of the facts in which two states differ.
    func differences(from other: Self) -> [String] { Self.facts.filter { differs(from: other, in: $0) } }

    /// With what people changed by hand noted, so that an import leaves it.
    func edited(from old: Self, at now: Moment) -> Self {
        var next = self
        next.edited = Set(old.edited).union(differences(from: old)).sorted()
        return next.settled(version: old.version + 1, at: now)
    }

    /// Puts back the facts that people edited; the number of those that differed.
    mutating func restore(_ kept: [String], from old: Self) -> Int {
        let different = differences(from: old).filter(kept.contains)
        for fact in different { take(fact, from: old) }
        return different.count
    }

    /// Whose it is: an organisation of the directory, by its name there unless another was given, or a name alone.
    func read(_ fields: Fields, owner known: InventoryKnowledge, _ name: String) -> (ID<Organisation>?, String) {
        let given = fields.text("owner_name", name, atMost: 300)
        guard let owner = known.owner else { return (ownerID, given) }
        return (owner?.id, given.isEmpty ? owner?.name ?? "" : given)
    }

    /// Topics by their ids; unknown ones are issues.
    func read(_ fields: Fields, topics known: InventoryKnowledge) -> [String] {
        let read = fields.texts("topics", topics, atMost: 20, each: 60)
        for topic in read where !known.topics.contains(topic) {
            fields.complain("topics", "field.unknown", ["code": topic])
        }
        return read
    }
}

extension Multilingual {
    /// Every language's text in a line of its own, as differences show it.
    func shown(_ words: Words) -> String {
        languages.map { "\(words.language(named: $0)): \(self[$0] ?? "")" }.joined(separator: "\n")
    }

    /// Every text, for searching.
    var all: [String] { languages.compactMap { self[$0] } }
}
