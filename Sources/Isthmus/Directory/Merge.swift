/// That two profiles turned out to be one: which was kept, which is gone into it, and what must be known to take that
/// back. Its single changes are its steps.
public struct Merge: Governed {
    public static let kind = "merge"
    public static let prefix = "mg"

    public let id: ID<Merge>
    public let kind: ProfileKind
    public let keptID: String
    public let goneID: String
    /// What both were called when they were merged.
    public let keptName: String
    public let goneName: String
    /// The gone one's row, as an object of its columns.
    public let goneRow: String
    /// Those by which the gone one was found: its profile may hold others that belong to somebody else.
    public let goneIdentifiers: [Identifier]
    /// The fields for which the gone one's value was chosen.
    public let chosen: [String]
    /// The officer's account; empty when the program merged.
    public let mergedBy: String
    public var undoneBy: String?
    public var undoneAt: Moment?
    /// What the undoing left as it was.
    public var stayed: [Remainder]
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    /// A field that an undoing left, because it was changed since the merge; without a field, a whole row.
    public struct Remainder: Codable, Sendable, Hashable {
        public let kind: String
        public let id: String
        public let field: String
    }

    public enum Permission: String, PermissionSet { case view, undo }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        guard actor.isOffice else { return .init("merge.refused.\(permission)") }
        return permission == .undo && undoneAt != nil ? .init("merge.refused.undone") : nil
    }

    static func refusalOfMerging(to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("merge.refused.create")
    }

    func undone(by actor: Actor, stayed: [Remainder], at now: Moment) -> Merge {
        var next = self
        next.undoneBy = actor.account ?? ""
        next.undoneAt = now
        next.stayed = stayed
        next.version = version + 1
        next.changedAt = now
        return next
    }
}

/// The kinds of profiles of which two can turn out to be one.
public enum ProfileKind: String, Codable, Sendable, CaseIterable {
    case organisation, person

    /// What the id says that it is the id of.
    init?(of id: String) {
        if id.hasPrefix(Organisation.prefix + "-") {
            self = .organisation
        } else if id.hasPrefix(Person.prefix + "-") {
            self = .person
        } else {
            return nil
        }
    }

    /// Where its pages stand.
    public var path: String {
        switch self {
        case .organisation: "/organisations"
        case .person: "/people"
        }
    }
}

/// Which of two profiles gives a field its value.
public enum MergeSide: String, Codable, Sendable, CaseIterable { case kept, gone }

/// A field of a profile of which a merged one has one value: how two values become one, and how that is taken back.
struct MergeField<Thing: Sendable>: Sendable {
    /// As forms, imports and sentences call it.
    let name: String
    let isBlank: @Sendable (Thing) -> Bool
    let isEqual: @Sendable (Thing, Thing) -> Bool
    /// Both have values of which only one can stay.
    let clashes: @Sendable (_ kept: Thing, _ gone: Thing) -> Bool
    /// Takes over what does not clash.
    let fill: @Sendable (_ kept: inout Thing, _ gone: Thing) -> Void
    /// Takes over everything.
    let take: @Sendable (_ kept: inout Thing, _ gone: Thing) -> Void
    /// Puts back what was there before the merge; false where the value is no longer the merge's, which stays.
    let restore: @Sendable (_ now: inout Thing, _ before: Thing, _ after: Thing) -> Bool
    /// The value for somebody who compares.
    let shown: @Sendable (Thing) -> [String]
}

extension MergeField {
    /// A field that holds one value.
    init<Content: Equatable & Sendable>(
        _ name: String, _ path: any (WritableKeyPath<Thing, Content> & Sendable),
        isBlank: @escaping @Sendable (Content) -> Bool, shown: @escaping @Sendable (Content) -> String
    ) {
        self.init(
            name: name, isBlank: { isBlank($0[keyPath: path]) },
            isEqual: { $0[keyPath: path] == $1[keyPath: path] },
            clashes: { kept, gone in
                !isBlank(kept[keyPath: path]) && !isBlank(gone[keyPath: path])
                    && kept[keyPath: path] != gone[keyPath: path]
            },
            fill: { kept, gone in if isBlank(kept[keyPath: path]) { kept[keyPath: path] = gone[keyPath: path] } },
            take: { kept, gone in kept[keyPath: path] = gone[keyPath: path] },
            restore: { now, before, after in
                guard before[keyPath: path] != after[keyPath: path] else { return true }
                guard now[keyPath: path] == after[keyPath: path] else { return false }
                now[keyPath: path] = before[keyPath: path]
                return true
            },
            shown: { isBlank($0[keyPath: path]) ? [] : [shown($0[keyPath: path])] })
    }

    init(_ name: String, _ path: any (WritableKeyPath<Thing, String> & Sendable)) {
        self.init(name, path, isBlank: \.isEmpty, shown: { $0 })
    }
    init(_ name: String, _ path: any (WritableKeyPath<Thing, String?> & Sendable)) {
        self.init(name, path, isBlank: { $0 == nil }, shown: { $0 ?? "" })
    }

    /// A text in languages: those that only one side has come together.
    init(_ name: String, _ path: any (WritableKeyPath<Thing, Multilingual> & Sendable)) {
        self.init(
            name: name, isBlank: { $0[keyPath: path].isEmpty }, isEqual: { $0[keyPath: path] == $1[keyPath: path] },
            clashes: { kept, gone in
                gone[keyPath: path].texts.contains { language, text in
                    kept[keyPath: path][language].map { $0 != text } ?? false
                }
            },
            fill: { kept, gone in
                for (language, text) in gone[keyPath: path].texts where kept[keyPath: path][language] == nil {
                    kept[keyPath: path][language] = text
                }
            },
            take: { kept, gone in
                for (language, text) in gone[keyPath: path].texts { kept[keyPath: path][language] = text }
            },
            restore: { now, before, after in
                var isWhole = true
                for language in Set(before[keyPath: path].languages + after[keyPath: path].languages) {
                    let (was, became) = (before[keyPath: path][language], after[keyPath: path][language])
                    guard was != became else { continue }
                    if now[keyPath: path][language] == became {
                        now[keyPath: path][language] = was
                    } else {
                        isWhole = false
                    }
                }
                return isWhole
            },
            shown: { thing in thing[keyPath: path].texts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" } })
    }
}

/// A list after a merge is taken back: what the merge brought leaves, what it took away returns, what was added since
/// stays.
func unmerged<Item: Hashable>(_ now: [Item], before: [Item], after: [Item]) -> [Item] {
    guard now != after else { return before }
    let (was, became) = (Set(before), Set(after))
    let rest = now.filter { was.contains($0) || !became.contains($0) }
    return rest + before.filter { !became.contains($0) && !rest.contains($0) }
}

/// The first list and what the second adds to it.
func united<Item: Hashable>(_ first: [Item], _ second: [Item]) -> [Item] {
    var seen: Set<Item> = []
    return (first + second).filter { seen.insert($0).inserted }
}

/// Profiles of which two can become one.
protocol Mergeable: Governed {
    static var profileKind: ProfileKind { get }
    /// Those whose visibility can be chosen.
    static var hideable: [String] { get }
    /// Every field of one value that these have.
    static func mergeFields(of things: [Self]) -> [MergeField<Self>]
    /// What it is called, as its bearer writes it.
    var ownName: String { get }
    var visibility: FieldVisibility { get set }
    var edited: [String] { get set }
    var version: Int { get set }
    var changedAt: Moment { get set }
    /// Joins the lists of both; `self` has its single values already.
    mutating func unite(_ kept: Self, _ gone: Self)
    /// Takes that back.
    mutating func divide(before: Self, after: Self)
    /// What follows from the fields.
    mutating func derive()
    func differences(from other: Self) -> [String]
}

extension Mergeable {
    /// This profile with everything that another had, which is the same: for a field of one value where both have one,
    /// this one's, or the other's where it was `chosen`.
    func merged(with gone: Self, chosen: Set<String>, at now: Moment) -> Self {
        var next = self
        let fields = Self.mergeFields(of: [self, gone])
        for field in fields {
            field.fill(&next, gone)
            if chosen.contains(field.name), field.clashes(self, gone) { field.take(&next, gone) }
        }
        next.unite(self, gone)
        for field in fields where Self.hideable.contains(field.name) {
            let isOwn = field.isBlank(gone) || (field.clashes(self, gone) && field.isEqual(next, self))
            let isTaken = field.isBlank(self) || (field.clashes(self, gone) && field.isEqual(next, gone))
            next.hide(field.name, like: gone, isOwn: isOwn, isTaken: isTaken)
        }
        // What an officer decided here is not for an import to change.
        let decided = fields.filter { $0.clashes(self, gone) }.map { $0.name.hasPrefix("name_") ? "names" : $0.name }
        next.edited = Set(next.edited + gone.edited + next.differences(from: self) + decided).sorted()
        next.derive()
        next.version = version + 1
        next.changedAt = now
        return next
    }

    /// A value keeps its own visibility; one that both had, or that is made of both, has the stricter.
    private mutating func hide(_ field: String, like gone: Self, isOwn: Bool, isTaken: Bool) {
        let (own, other) = (visibility[field], gone.visibility[field])
        let level = isOwn ? own : isTaken ? other : max(own, other)
        if level != own { visibility[field] = level }
    }

    /// This profile without what a merge made of it: `before` to `after`. With the names of the fields that stay,
    /// because they were changed since.
    func unmerged(before: Self, after: Self, at now: Moment) -> (profile: Self, stayed: [String]) {
        var next = self
        let stayed = Self.mergeFields(of: [self, before, after]).filter { !$0.restore(&next, before, after) }
        next.divide(before: before, after: after)
        next.visibility = visibility.unmerged(before: before.visibility, after: after.visibility)
        next.edited = Isthmus.unmerged(edited, before: before.edited, after: after.edited)
        next.derive()
        next.version = version + 1
        next.changedAt = now
        return (next, stayed.map(\.name))
    }
}

extension Visibility: Comparable {
    /// The stricter is the greater.
    public static func < (left: Visibility, right: Visibility) -> Bool {
        let order = allCases
        return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
    }
}

extension FieldVisibility {
    fileprivate func unmerged(before: FieldVisibility, after: FieldVisibility) -> FieldVisibility {
        var next = levels
        for field in Set(before.levels.keys).union(after.levels.keys) where levels[field] == after.levels[field] {
            next[field] = before.levels[field]
        }
        return FieldVisibility(next)
    }
}
