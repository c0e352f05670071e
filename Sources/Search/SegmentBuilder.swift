import Text

/// Gathers documents and makes a segment of them. One a thread.
final class SegmentBuilder {
    private let layout: Layout
    private let tokeniser: Tokeniser
    /// What words stand for: tag (language, whole) and word → form. Saves stemming a word twice.
    private let known = ByteTable(capacity: 1 << 12)
    private let knownForms = Buffer<UInt32>()
    /// Word, a zero byte and its stem, tagged with the flag → form.
    private let forms = ByteTable(capacity: 1 << 12)
    private let formTerm = Buffer<UInt32>()
    private let formWordLength = Buffer<UInt32>()
    private let terms = ByteTable(capacity: 1 << 12)
    /// Field, count and forms of each passage, document after document.
    private let streams = Buffer<UInt32>()
    private let streamStarts = Buffer<Int>([0])
    private var classes: [String: Int] = [:]
    private var classNames: [String] = []
    private var classOfDocument: [Int] = []
    private var facetValues: [[String: Int]]
    private var facetEntries: [[[Int]]]
    private var shown: [(key: String, title: String, folded: String, weight: UInt32)] = []
    /// What removed documents take back: class, then forms.
    private var removed: [(class: Int, forms: [UInt32])] = []
    private let scratch = Buffer<UInt8>()

    init(layout: Layout, tokeniser: Tokeniser) {
        (self.layout, self.tokeniser) = (layout, tokeniser)
        facetValues = layout.facets.map { _ in [:] }
        facetEntries = layout.facets.map { _ in [] }
    }

    var documentCount: Int { shown.count }

    // MARK: Gathering

    /// Throws `IndexFault.unknownField` for a field or facet the layout does not have.
    func add(_ document: Document) throws {
        let facets = try document.facets.map { name, values in
            guard let facet = layout.facet(name) else { throw IndexFault.unknownField(name) }
            return (facet, values)
        }
        let fields = try document.passages.map { passage in
            guard let field = layout.field(passage.field) else { throw IndexFault.unknownField(passage.field) }
            return field
        }
        for (field, passage) in zip(fields, document.passages) { add(passage, field) }
        streamStarts.append(streams.count)
        classOfDocument.append(number(ofClass: document.visibility))
        guard classNames.count < 1 << 16 else { throw IndexFault.tooManyClasses }
        for facet in facetEntries.indices { facetEntries[facet].append([]) }
        for (facet, values) in facets {
            for value in Set(values).sorted() {
                let next = facetValues[facet].count
                let number = facetValues[facet][value] ?? next
                facetValues[facet][value] = number
                facetEntries[facet][shown.count].append(number)
            }
        }
        shown.append(
            (document.key, document.title, document.title.isEmpty ? "" : folded(document.title), document.weight))
    }

    private func add(_ passage: Document.Passage, _ field: Int) {
        streams.append(UInt32(field))
        let countPlace = streams.count
        streams.append(0)
        tokeniser.scan(passage.text, language: passage.language) { token in
            let tag = token.language.rawValue << 1 | (token.isWhole ? 1 : 0)
            let (number, isNew) = known.number(of: token.plain, tag: tag)
            if isNew {
                let flag: UInt8 = token.isWhole ? 1 : 0
                knownForms.append(
                    tokeniser.withStem(of: token.plain, in: token.language) { stem in
                        form(word: token.plain, stem: stem, flag: flag)
                    })
            }
            streams.append(knownForms[number])
        }
        streams[countPlace] = UInt32(streams.count - countPlace - 1)
    }

    private func form(word: Bytes, stem: Bytes, flag: UInt8) -> UInt32 {
        scratch.removeAll()
        scratch.append(word)
        scratch.append(0)
        scratch.append(stem)
        let (form, isNew) = forms.number(of: Bytes(start: scratch.base, count: scratch.count), tag: flag)
        if isNew {
            formTerm.append(UInt32(terms.number(of: stem, tag: 0).number))
            formWordLength.append(UInt32(word.count))
        }
        return UInt32(form)
    }

    private func number(ofClass name: String) -> Int {
        if let known = classes[name] { return known }
        classes[name] = classNames.count
        classNames.append(name)
        return classNames.count - 1
    }

    /// Takes back what a document of an older segment added to the counts.
    func remove(_ document: Int, of segment: Segment) {
        var words: [UInt32] = []
        segment.forEachForm(of: document) { _, _, number in
            words.append(
                form(
                    word: segment.forms[number], stem: segment.terms[Int(segment.formTerm[number])],
                    flag: segment.formFlags[number]))
        }
        let name = segment.classNames[Int(segment.classOfDocument[document])].string
        removed.append((number(ofClass: name), words))
    }

    // MARK: Making the segment

    func finished() throws -> Segment {
        let parts = SegmentParts(facetCount: layout.facets.count)
        parts.removedCount = removed.count
        let termRank = Self.ranks(of: terms) { Bytes(rebasing: $0.dropFirst()) }
        let formRank = formRanks()
        let order = Self.inverted(termRank)
        for term in 0..<order.count { parts.terms.append(Bytes(rebasing: terms[Int(order[term])].dropFirst())) }
        writeDocuments(to: parts)
        writePostings(termRank, to: parts)
        writeForms(termRank, formRank, to: parts)
        return try parts.finished()
    }

    /// The rank of each string among all, by its bytes.
    private static func ranks(of table: ByteTable, _ key: (Bytes) -> Bytes) -> Buffer<UInt32> {
        var order = (0..<table.count).map { (prefix: key(table[$0]).prefixNumber, number: $0) }
        order.sort { a, b in
            a.prefix != b.prefix ? a.prefix < b.prefix : key(table[a.number]).compared(to: key(table[b.number])) < 0
        }
        let ranks = Buffer<UInt32>(repeating: 0, count: table.count)
        for (rank, entry) in order.enumerated() { ranks[entry.number] = UInt32(rank) }
        return ranks
    }

    /// Forms sort by word, then stem, then flag. The zero byte between word and stem is below every letter, so the
    /// bytes as they are do that, with the tag looked at last.
    private func formRanks() -> Buffer<UInt32> {
        var order = (0..<forms.count).map {
            (prefix: Bytes(rebasing: forms[$0].dropFirst()).prefixNumber, number: $0)
        }
        order.sort { a, b in
            if a.prefix != b.prefix { return a.prefix < b.prefix }
            let (x, y) = (forms[a.number], forms[b.number])
            let order = Bytes(rebasing: x.dropFirst()).compared(to: Bytes(rebasing: y.dropFirst()))
            return order != 0 ? order < 0 : x[0] < y[0]
        }
        let ranks = Buffer<UInt32>(repeating: 0, count: forms.count)
        for (rank, entry) in order.enumerated() { ranks[entry.number] = UInt32(rank) }
        return ranks
    }

    private static func inverted(_ ranks: Buffer<UInt32>) -> Buffer<UInt32> {
        let order = Buffer<UInt32>(repeating: 0, count: ranks.count)
        for number in 0..<ranks.count { order[Int(ranks[number])] = UInt32(number) }
        return order
    }

    private func writeDocuments(to parts: SegmentParts) {
        var classCounts = [Int](repeating: 0, count: classNames.count)
        for (document, entry) in shown.enumerated() {
            entry.key.withBytes { key in
                entry.title.withBytes { title in
                    entry.folded.withBytes { folded in
                        parts.addDocument(
                            key: key, class: classOfDocument[document], title: title, foldedTitle: folded,
                            weight: entry.weight)
                    }
                }
            }
            classCounts[classOfDocument[document]] += 1
        }
        for entry in removed { classCounts[entry.class] -= 1 }
        for (name, count) in zip(classNames, classCounts) {
            parts.classNames.append(name)
            parts.classCounts.append(Int32(count))
        }
        for (facet, values) in facetValues.enumerated() {
            let sorted = values.sorted { a, b in a.key.withBytes { x in b.key.withBytes { x.compared(to: $0) < 0 } } }
            var rank = [UInt32](repeating: 0, count: values.count)
            for (place, entry) in sorted.enumerated() {
                rank[entry.value] = UInt32(place)
                parts.facets[facet].values.append(entry.key)
            }
            for entries in facetEntries[facet] {
                for entry in entries.map({ rank[$0] }).sorted() { parts.facets[facet].entries.append(entry) }
                parts.facets[facet].offsets.append(UInt32(parts.facets[facet].entries.count))
            }
        }
    }

    /// Turns streams into postings: each document's terms and impacts, then counted and dealt out by term.
    private func writePostings(_ termRank: Buffer<UInt32>, to parts: SegmentParts) {
        let termCount = terms.count
        let frequency = Buffer<Float>(repeating: 0, count: termCount)
        let touched = Buffer<UInt32>()
        let (terms, impacts) = (Buffer<UInt32>(), Buffer<UInt8>())
        let starts = Buffer<Int>([0])
        let counts = Buffer<UInt32>(repeating: 0, count: termCount + 1)
        for document in 0..<shown.count {
            touched.removeAll()
            gather(document, termRank, frequency, touched)
            for index in 0..<touched.count {
                let term = Int(touched[index])
                terms.append(UInt32(term))
                impacts.append(Layout.impact(ofFrequency: frequency[term]))
                counts[term + 1] += 1
                frequency[term] = 0
            }
            starts.append(terms.count)
        }
        writeTermCounts(termRank, terms, starts, to: parts)
        for term in 0..<termCount { counts[term + 1] += counts[term] }
        let next = Buffer<UInt32>(counts.column.base.asBuffer(termCount))
        let documents = Buffer<UInt32>(repeating: 0, count: terms.count)
        let dealt = Buffer<UInt8>(repeating: 0, count: terms.count)
        for document in 0..<shown.count {
            for index in starts[document]..<starts[document + 1] {
                let place = Int(next[Int(terms[index])])
                next[Int(terms[index])] += 1
                documents[place] = UInt32(document)
                dealt[place] = impacts[index]
            }
        }
        for term in 0..<termCount {
            for place in Int(counts[term])..<Int(counts[term + 1]) {
                parts.postings.append(Int(documents[place]), dealt[place])
            }
            parts.postings.endTerm()
        }
    }

    /// The weighted frequency of each of a document's terms, over all its fields.
    private func gather(
        _ document: Int, _ termRank: Buffer<UInt32>, _ frequency: Buffer<Float>, _ touched: Buffer<UInt32>
    ) {
        var lengths = [Int](repeating: 0, count: layout.fields.count)
        var place = streamStarts[document]
        let end = streamStarts[document + 1]
        while place < end {
            lengths[Int(streams[place])] += Int(streams[place + 1])
            place += 2 + Int(streams[place + 1])
        }
        let steps = lengths.enumerated().map { layout.frequency(field: $0.offset, length: $0.element) }
        place = streamStarts[document]
        while place < end {
            let step = steps[Int(streams[place])]
            let passageEnd = place + 2 + Int(streams[place + 1])
            place += 2
            while place < passageEnd {
                let term = Int(termRank[Int(formTerm[Int(streams[place])])])
                if frequency[term] == 0 { touched.append(UInt32(term)) }
                frequency[term] += step
                place += 1
            }
        }
    }

    /// In how many documents of each class a term is, less what removed documents take back.
    private func writeTermCounts(
        _ termRank: Buffer<UInt32>, _ terms: Buffer<UInt32>, _ starts: Buffer<Int>, to parts: SegmentParts
    ) {
        let tally = ClassTally(entries: self.terms.count)
        for (number, documents) in documentsByClass() {
            for document in documents {
                for index in starts[document]..<starts[document + 1] { tally.add(Int(terms[index]), 1) }
            }
            for entry in removed where entry.class == number {
                for term in Set(entry.forms.map { termRank[Int(formTerm[Int($0)])] }) { tally.add(Int(term), -1) }
            }
            tally.endClass(number)
        }
        tally.write(to: parts.termCounts)
    }

    private func documentsByClass() -> [(Int, [Int])] {
        var documents = [[Int]](repeating: [], count: classNames.count)
        for (document, number) in classOfDocument.enumerated() { documents[number].append(document) }
        return Array(documents.enumerated()).map { ($0.offset, $0.element) }
    }

    private func writeForms(_ termRank: Buffer<UInt32>, _ formRank: Buffer<UInt32>, to parts: SegmentParts) {
        let order = Self.inverted(formRank)
        for rank in 0..<order.count {
            let form = Int(order[rank])
            let stored = forms[form]
            parts.forms.append(Bytes(rebasing: stored[1..<(1 + Int(formWordLength[form]))]))
            parts.formTerm.append(termRank[Int(formTerm[form])])
            parts.formFlags.append(stored[0])
        }
        let tally = ClassTally(entries: forms.count)
        for (number, documents) in documentsByClass() {
            for document in documents { forEachForm(of: document) { tally.add(Int(formRank[Int($0)]), 1) } }
            for entry in removed where entry.class == number {
                for form in entry.forms { tally.add(Int(formRank[Int(form)]), -1) }
            }
            tally.endClass(number)
        }
        tally.write(to: parts.formCounts)
        let frequency = Buffer<UInt32>(repeating: 0, count: forms.count)
        for document in 0..<shown.count { forEachForm(of: document) { frequency[Int(formRank[Int($0)])] += 1 } }
        let codeOfForm = StreamCodes.assign(frequency, to: parts)
        for document in 0..<shown.count {
            var place = streamStarts[document]
            while place < streamStarts[document + 1] {
                let count = Int(streams[place + 1])
                writeNumber(Int(streams[place]), to: parts.streams)
                writeNumber(count, to: parts.streams)
                for index in (place + 2)..<(place + 2 + count) {
                    writeNumber(Int(codeOfForm[Int(formRank[Int(streams[index])])]), to: parts.streams)
                }
                place += 2 + count
            }
            parts.streamOffsets.append(UInt32(parts.streams.count))
        }
    }

    private func forEachForm(of document: Int, _ body: (UInt32) -> Void) {
        var place = streamStarts[document]
        while place < streamStarts[document + 1] {
            let end = place + 2 + Int(streams[place + 1])
            for index in (place + 2)..<end { body(streams[index]) }
            place = end
        }
    }
}

extension UnsafePointer {
    fileprivate func asBuffer(_ count: Int) -> UnsafeBufferPointer<Pointee> {
        UnsafeBufferPointer(start: self, count: count)
    }
}
