/// Makes one segment of several, in their order, without the documents that were removed.
final class SegmentMerge {
    private let inputs: [Segment]
    private let removed: [DocumentSet]
    private let layout: Layout
    private let parts: SegmentParts
    /// For each input the new number of each document, or -1.
    private var numbers: [Buffer<Int32>] = []
    private var classes: [[Int]] = []
    private var formUses: [Buffer<UInt32>] = []
    private var isTermNeeded: [Buffer<Bool>] = []
    private var termMap: [Buffer<UInt32>] = []
    private var formMap: [Buffer<UInt32>] = []

    init(_ inputs: [(segment: Segment, removed: DocumentSet)], layout: Layout) {
        self.inputs = inputs.map(\.segment)
        removed = inputs.map(\.removed)
        self.layout = layout
        parts = SegmentParts(
            facetCount: layout.facets.count,
            postingBytes: inputs.reduce(1_024) { $0 + $1.segment.postings.data.count },
            streamBytes: inputs.reduce(1_024) { $0 + $1.segment.streams.count })
    }

    /// `areOldest` says that no older segment is left outside, so that nothing waits to be taken back any more.
    static func merged(
        _ inputs: [(segment: Segment, removed: DocumentSet)], layout: Layout, areOldest: Bool
    ) throws -> Segment {
        let merge = SegmentMerge(inputs, layout: layout)
        if !areOldest { merge.parts.removedCount = inputs.reduce(0) { $0 + $1.segment.removedCount } }
        merge.writeDocuments()
        merge.writeFacets()
        merge.writeForms()
        merge.writeTerms()
        merge.writeStreams()
        return try merge.parts.finished()
    }

    private func writeDocuments() {
        var names: [String: Int] = [:]
        var counts: [Int] = []
        for (input, segment) in inputs.enumerated() {
            classes.append(
                (0..<segment.classNames.count).map { index in
                    let name = segment.classNames[index].string
                    let number = names[name] ?? counts.count
                    if number == counts.count {
                        names[name] = number
                        counts.append(0)
                        parts.classNames.append(name)
                    }
                    counts[number] += Int(segment.classCounts[index])
                    return number
                })
            let map = Buffer<Int32>(repeating: -1, count: segment.documentCount)
            for document in 0..<segment.documentCount where !removed[input].contains(document) {
                map[document] = Int32(parts.documentCount)
                parts.addDocument(
                    key: segment.keys[document], class: classes[input][Int(segment.classOfDocument[document])],
                    title: segment.titles.titles[document], foldedTitle: segment.titles.folded[document],
                    weight: segment.titles.weights[document])
            }
            numbers.append(map)
        }
        for count in counts { parts.classCounts.append(Int32(count)) }
    }

    private func writeFacets() {
        for facet in layout.facets.indices {
            let target = parts.facets[facet]
            var maps: [[UInt32]] = inputs.map { [UInt32](repeating: 0, count: $0.facets[facet].values.count) }
            Confluence.forEach(inputs.map { $0.facets[facet].values }) { heads in
                for (input, index) in heads { maps[input][index] = UInt32(target.values.count) }
                if let (input, index) = heads.first { target.values.append(inputs[input].facets[facet].values[index]) }
            }
            for (input, segment) in inputs.enumerated() {
                let column = segment.facets[facet]
                for document in 0..<segment.documentCount where numbers[input][document] >= 0 {
                    for entry in column.entries(of: document) {
                        target.entries.append(maps[input][Int(column.entries[entry])])
                    }
                    target.offsets.append(UInt32(target.entries.count))
                }
            }
        }
    }

    /// Forms that a document still has, or whose counts are not even.
    private func writeForms() {
        for (input, segment) in inputs.enumerated() {
            let uses = Buffer<UInt32>(repeating: 0, count: segment.forms.count)
            for document in 0..<segment.documentCount where numbers[input][document] >= 0 {
                segment.forEachForm(of: document) { _, _, form in uses[form] += 1 }
            }
            formUses.append(uses)
            formMap.append(Buffer(repeating: .max, count: segment.forms.count))
            isTermNeeded.append(Buffer(repeating: false, count: segment.terms.count))
        }
        let order: Confluence.Order = { [inputs] a, i, b, j in
            let stems = inputs[a].terms[Int(inputs[a].formTerm[i])].compared(
                to: inputs[b].terms[Int(inputs[b].formTerm[j])])
            return stems != 0 ? stems : Int(inputs[a].formFlags[i]) - Int(inputs[b].formFlags[j])
        }
        let frequency = Buffer<UInt32>()
        Confluence.forEach(inputs.map(\.forms), then: order) { heads in
            let uses = heads.reduce(UInt32(0)) { $0 + formUses[$1.0][$1.1] }
            let isCounted = writeCounts(heads, inputs.map(\.formCounts), to: parts.formCounts)
            guard uses > 0 || isCounted, let (input, index) = heads.first else { return }
            parts.formCounts.endEntry()
            for (input, index) in heads {
                formMap[input][index] = UInt32(parts.forms.count)
                isTermNeeded[input][Int(inputs[input].formTerm[index])] = true
            }
            parts.forms.append(inputs[input].forms[index])
            parts.formFlags.append(inputs[input].formFlags[index])
            frequency.append(uses)
        }
        formCodes = StreamCodes.assign(frequency, to: parts)
    }
    private var formCodes = Buffer<UInt32>()

    /// Adds up the counts of one string over the inputs; false when they are all even.
    private func writeCounts(_ heads: [(Int, Int)], _ counts: [ClassCounts], to target: ClassCountsBuffer) -> Bool {
        var sums: [(number: Int, value: Int)] = []
        for (input, index) in heads {
            let source = counts[input]
            for entry in Int(source.offsets[index])..<Int(source.offsets[index + 1]) {
                let number = classes[input][Int(source.classes[entry])]
                let value = Int(source.values[entry])
                if let place = sums.firstIndex(where: { $0.number == number }) {
                    sums[place].value += value
                } else {
                    sums.append((number, value))
                }
            }
        }
        for sum in sums { target.append(sum.number, sum.value) }
        return sums.contains { $0.value != 0 }
    }

    private func writeTerms() {
        for segment in inputs { termMap.append(Buffer(repeating: .max, count: segment.terms.count)) }
        Confluence.forEach(inputs.map(\.terms)) { heads in
            for (input, term) in heads {
                let map = numbers[input]
                inputs[input].postings.forEach(term) { document, impact in
                    let number = map[document]
                    if number >= 0 { parts.postings.append(Int(number), impact) }
                }
            }
            let isCounted = writeCounts(heads, inputs.map(\.termCounts), to: parts.termCounts)
            let isNeeded = heads.contains { isTermNeeded[$0.0][$0.1] }
            guard isNeeded || isCounted || !parts.postings.isTermEmpty, let (input, index) = heads.first else { return }
            parts.termCounts.endEntry()
            parts.postings.endTerm()
            for (input, index) in heads { termMap[input][index] = UInt32(parts.terms.count) }
            parts.terms.append(inputs[input].terms[index])
        }
        let formTerms = Buffer<UInt32>(repeating: 0, count: parts.forms.count)
        for (input, segment) in inputs.enumerated() {
            for form in 0..<segment.forms.count where formMap[input][form] != .max {
                formTerms[Int(formMap[input][form])] = termMap[input][Int(segment.formTerm[form])]
            }
        }
        for form in 0..<parts.forms.count { parts.formTerm.append(formTerms[form]) }
    }

    private func writeStreams() {
        for (input, segment) in inputs.enumerated() {
            let codeOfOld = Buffer<UInt32>(repeating: 0, count: segment.forms.count)
            for code in 0..<segment.forms.count {
                let form = formMap[input][Int(segment.codes[code])]
                codeOfOld[code] = form == .max ? 0 : formCodes[Int(form)]
            }
            for document in 0..<segment.documentCount where numbers[input][document] >= 0 {
                var place = segment.streams.base + Int(segment.streamOffsets[document])
                let end = segment.streams.base + Int(segment.streamOffsets[document + 1])
                while place < end {
                    writeNumber(readNumber(&place), to: parts.streams)
                    let count = readNumber(&place)
                    writeNumber(count, to: parts.streams)
                    for _ in 0..<count { writeNumber(Int(codeOfOld[readNumber(&place)]), to: parts.streams) }
                }
                parts.streamOffsets.append(UInt32(parts.streams.count))
            }
        }
    }
}

/// Walks several sorted lists of strings as one.
enum Confluence {
    /// Decides between equal strings, by list and index.
    typealias Order = (_ a: Int, _ i: Int, _ b: Int, _ j: Int) -> Int

    /// Hands out each different string once, with the lists and indices where it stands, lists rising.
    static func forEach(_ lists: [Strings], then order: Order? = nil, _ body: ([(Int, Int)]) -> Void) {
        var heads = [Int](repeating: 0, count: lists.count)
        var prefixes = lists.map { $0.count > 0 ? $0[0].prefixNumber : .max }
        var open = lists.indices.filter { lists[$0].count > 0 }
        var least: [(Int, Int)] = []
        while !open.isEmpty {
            least.removeAll(keepingCapacity: true)
            for list in open {
                guard let (first, index) = least.first else {
                    least.append((list, heads[list]))
                    continue
                }
                if prefixes[list] > prefixes[first] { continue }
                var sign = -1
                if prefixes[list] == prefixes[first] {
                    sign = lists[list][heads[list]].compared(to: lists[first][index])
                    if sign == 0, let order { sign = order(list, heads[list], first, index) }
                }
                if sign > 0 { continue }
                if sign < 0 { least.removeAll(keepingCapacity: true) }
                least.append((list, heads[list]))
            }
            body(least)
            var isExhausted = false
            for (list, _) in least {
                heads[list] += 1
                if heads[list] < lists[list].count {
                    prefixes[list] = lists[list][heads[list]].prefixNumber
                } else {
                    isExhausted = true
                }
            }
            if isExhausted { open.removeAll { heads[$0] >= lists[$0].count } }
        }
    }
}
