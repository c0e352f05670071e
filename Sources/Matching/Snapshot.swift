extension TermSpace {
    /// The space at one moment. It never changes, so a page's figures fit each other.
    public struct Snapshot: Sendable {
        let tables: Tables
        let calibration: Calibration
        let shelves: [KeptShelf]

        /// How many texts there are, seen or not.
        public var count: Int { shelves.reduce(0) { $0 + $1.shelf.texts.count - $1.goneCount } }
        public var hasLatentSpace: Bool { calibration.hasLatentSpace }

        public func itemNumber(of id: String) -> Int32? { tables.items.known(id) }
        public func ownerNumber(of id: String) -> Int32? { tables.owners.known(id) }

        /// The numbers of the items among these that were ever put.
        public func items(_ ids: some Sequence<String>) -> NumberSet {
            NumberSet(tables.items.known(ids).filter { $0 >= 0 })
        }
        /// The numbers of the owners among these that ever had a text.
        public func owners(_ ids: some Sequence<String>) -> NumberSet {
            NumberSet(tables.owners.known(ids).filter { $0 >= 0 })
        }

        /// The numbers of the owners whose ids begin so, with texts or not any more. Kept beside the names: only those
        /// that came since are looked at.
        public func owners(beginning prefix: String) -> NumberSet { tables.beginnings.set(prefix, tables.owners) }

        /// The numbers of the items for which something holds, to be kept for many questions.
        public func items(where holds: (String) -> Bool) -> NumberSet {
            NumberSet(shelves.flatMap(\.live).map(\.item).filter { holds(tables.items.name($0)) })
        }
        /// The numbers of the owners of texts for whom something holds.
        public func owners(where holds: (String) -> Bool) -> NumberSet {
            let all = Set(shelves.flatMap(\.live).flatMap(\.owners))
            return NumberSet(all.filter { holds(tables.owners.name($0)) })
        }

        /// A text to ask with, read by a reader of the same space.
        public func question(_ counts: TermCounts) -> Question { Question(calibration.measured(counts)) }

        /// An item's own text, nil when it is not there or may not be seen.
        public func text(of item: String, seen filter: MatchFilter) -> MeasuredText? {
            self.item(item, seen: filter)?.measured
        }

        func item(_ id: String, seen filter: MatchFilter) -> IndexedText? {
            guard let number = tables.items.known(id), let text = indexed(number) else { return nil }
            return filter.admits(text, kinds: kindNumbers(of: filter)) ? text : nil
        }

        private func indexed(_ item: Int32) -> IndexedText? {
            for kept in shelves {
                if let place = kept.shelf.place(of: item), !kept.gone.contains(Int32(place)) {
                    return kept.shelf.texts[place]
                }
            }
            return nil
        }

        func kindNumbers(of filter: MatchFilter) -> Set<Int32>? {
            filter.kinds.map { Set(tables.kinds.known($0)) }
        }
    }

    /// A shelf and which of its texts have gone since.
    struct KeptShelf: Sendable {
        let shelf: Shelf
        var gone = NumberSet()
        var goneCount = 0

        var liveCount: Int { shelf.texts.count - goneCount }
        var live: [IndexedText] {
            goneCount == 0
                ? shelf.texts
                : shelf.texts.enumerated().filter { !gone.contains(Int32($0.offset)) }.map(\.element)
        }

        /// Where false a text has gone or may not be seen; nil when all are there for all.
        func mask(_ filter: MatchFilter, kinds: Set<Int32>?) -> [Bool]? {
            guard goneCount > 0 || !filter.isOpen(for: shelf) else { return nil }
            var mask =
                filter.isPublicOnly ? shelf.publicMask : shelf.texts.map { filter.admits($0, kinds: kinds) }
            for member in gone.members { mask[Int(member)] = false }
            return mask
        }
    }
}

/// How a snapshot becomes the next one.
extension TermSpace.Snapshot {
    /// So many shelves of about one size are joined into one.
    private static let shelvesOfOneSize = 8

    func without(_ items: [Int32]) -> Self {
        var shelves = shelves
        for item in items {
            for index in shelves.indices {
                guard let place = shelves[index].shelf.place(of: item) else { continue }
                guard !shelves[index].gone.contains(Int32(place)) else { continue }
                shelves[index].gone.insert(Int32(place))
                shelves[index].goneCount += 1
            }
        }
        return Self(tables: tables, calibration: calibration, shelves: shelves.filter { $0.liveCount > 0 })
    }

    /// Puts texts, each in place of the one of the same item.
    func with(_ texts: [IndexedText]) -> Self {
        guard !texts.isEmpty else { return self }
        let kept = without(texts.map(\.item)).shelves + [TermSpace.KeptShelf(shelf: Shelf(texts))]
        return Self(tables: tables, calibration: calibration, shelves: Self.joined(kept))
    }

    /// Each text is joined into a larger shelf a few times in all: as often as its shelf grows eightfold.
    private static func joined(_ shelves: [TermSpace.KeptShelf]) -> [TermSpace.KeptShelf] {
        var shelves = shelves
        while true {
            let sizes = Dictionary(grouping: shelves.indices) { tier(of: shelves[$0]) }
            guard let crowded = sizes.filter({ $0.value.count >= shelvesOfOneSize }).min(by: { $0.key < $1.key }) else {
                return shelves
            }
            let texts = crowded.value.flatMap { shelves[$0].live }
            let joining = Set(crowded.value)
            shelves = shelves.indices.filter { !joining.contains($0) }.map { shelves[$0] }
            shelves.append(TermSpace.KeptShelf(shelf: Shelf(texts)))
        }
    }

    private static func tier(of shelf: TermSpace.KeptShelf) -> Int {
        var (tier, size) = (0, shelf.liveCount)
        while size >= shelvesOfOneSize {
            size /= shelvesOfOneSize
            tier += 1
        }
        return tier
    }
}
