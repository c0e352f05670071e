/// The index at one moment. It never changes, so any number of threads search it while the next one is made.
public struct Snapshot: Sendable {
    struct View: Sendable {
        let segment: Segment
        var removed: DocumentSet
        var liveCount: Int { segment.documentCount - removed.count }
    }

    public let layout: Layout
    var views: [View]

    init(layout: Layout, views: [View] = []) { (self.layout, self.views) = (layout, views) }

    /// How many documents there are, for any reader.
    public var documentCount: Int { views.reduce(0) { $0 + $1.liveCount } }

    /// How many of them a reader may see.
    public func documentCount(for reader: Reader) -> Int { Sight(self, reader).documentCount }

    public func contains(key: String) -> Bool { key.withBytes { find($0) } != nil }

    /// All keys, in no particular order: to compare the index with the database.
    public var keys: [String] {
        views.flatMap { view in
            (0..<view.segment.documentCount).filter { !view.removed.contains($0) }.map { view.segment.keys[$0].string }
        }
    }

    func find(_ key: Bytes) -> (view: Int, document: Int)? {
        for (index, view) in views.enumerated().reversed() {
            if let document = view.segment.document(key: key), !view.removed.contains(document) {
                return (index, document)
            }
        }
        return nil
    }
}

/// What a reader sees of a snapshot: the classes in each segment and the counts over them. Every number that shapes a
/// result comes from here, so that nothing outside the reader's classes can.
struct Sight {
    let snapshot: Snapshot
    /// For each segment which of its classes are seen.
    let classes: [[Bool]]
    let documentCount: Int

    init(_ snapshot: Snapshot, _ reader: Reader) {
        self.snapshot = snapshot
        classes = snapshot.views.map { $0.segment.sight(of: reader) }
        var count = 0
        for (view, sees) in zip(snapshot.views, classes) {
            for (index, isSeen) in sees.enumerated() where isSeen { count += Int(view.segment.classCounts[index]) }
        }
        documentCount = count
    }

    /// The number of a term in each segment, -1 where it is not, and in how many seen documents it is.
    func find(term: Bytes) -> (numbers: [Int32], count: Int) {
        var numbers: [Int32] = []
        var count = 0
        for (view, sees) in zip(snapshot.views, classes) {
            if let number = view.segment.terms.index(of: term) {
                numbers.append(Int32(number))
                count += view.segment.termCounts.sum(number, sees)
            } else {
                numbers.append(-1)
            }
        }
        return (numbers, count)
    }

    /// How often a word in exactly this form occurs in seen documents, by stem; sorted by stem.
    func stems(ofForm word: Bytes) -> [String] {
        var counts: [String: Int] = [:]
        for (view, sees) in zip(snapshot.views, classes) {
            let segment = view.segment
            var form = segment.forms.lowerBound(word)
            while form < segment.forms.count, segment.forms[form].compared(to: word) == 0 {
                counts[segment.terms[Int(segment.formTerm[form])].string, default: 0] += segment.formCounts.sum(
                    form, sees)
                form += 1
            }
        }
        return counts.filter { $0.value > 0 }.keys.sorted()
    }

    /// The stems of seen forms that begin with `prefix`.
    func stems(ofFormsFrom prefix: Bytes) -> Set<String> {
        let ranges = snapshot.views.map { $0.segment.forms.range(prefix: prefix) }
        let largest = ranges.indices.max { ranges[$0].count < ranges[$1].count } ?? 0
        var changes: [String: (count: Int, stem: String)] = [:]
        for (index, view) in snapshot.views.enumerated() where index != largest {
            let segment = view.segment
            for form in ranges[index] {
                let stem = segment.terms[Int(segment.formTerm[form])].string
                let key = "\(segment.forms[form].string)\u{0}\(stem)\u{0}\(segment.formFlags[form])"
                changes[key, default: (0, stem)].count += segment.formCounts.sum(form, classes[index])
            }
        }
        var terms = Set<UInt32>()
        var stems = Set<String>()
        if snapshot.views.indices.contains(largest) {
            let segment = snapshot.views[largest].segment
            for form in ranges[largest] {
                var count = segment.formCounts.sum(form, classes[largest])
                if !changes.isEmpty {
                    let stem = segment.terms[Int(segment.formTerm[form])].string
                    let key = "\(segment.forms[form].string)\u{0}\(stem)\u{0}\(segment.formFlags[form])"
                    count += changes.removeValue(forKey: key)?.count ?? 0
                }
                if count > 0 { terms.insert(segment.formTerm[form]) }
            }
            for term in terms { stems.insert(segment.terms[Int(term)].string) }
        }
        for change in changes.values where change.count > 0 { stems.insert(change.stem) }
        return stems
    }
}
