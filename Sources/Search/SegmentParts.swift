/// The parts of a segment being written, in the order `Segment` reads them.
final class SegmentParts {
    var documentCount = 0
    var removedCount = 0
    let terms = StringsBuffer()
    let termCounts = ClassCountsBuffer()
    let postings: PostingsBuffer
    let forms = StringsBuffer()
    let formTerm = Buffer<UInt32>()
    let formFlags = Buffer<UInt8>()
    let formCounts = ClassCountsBuffer()
    var codes = Buffer<UInt32>()
    let streamOffsets = Buffer<UInt32>([0])
    let streams: Buffer<UInt8>
    let keys = StringsBuffer()
    let ties = Buffer<UInt32>()
    let classOfDocument = Buffer<UInt16>()
    let classNames = StringsBuffer()
    let classCounts = Buffer<Int32>()
    var facets: [FacetBuffer]
    let titles = StringsBuffer()
    let foldedTitles = StringsBuffer()
    let titleWeights = Buffer<UInt32>()

    /// A facet's values and which documents have them.
    struct FacetBuffer {
        let values = StringsBuffer()
        let offsets = Buffer<UInt32>([0])
        let entries = Buffer<UInt32>()
    }

    /// Words of a title that a suggestion may begin with.
    private static let titleWords = 8

    init(facetCount: Int, postingBytes: Int = 1_024, streamBytes: Int = 1_024) {
        facets = (0..<facetCount).map { _ in FacetBuffer() }
        postings = PostingsBuffer(bytes: postingBytes)
        streams = Buffer(capacity: streamBytes)
    }

    func addDocument(key: Bytes, class number: Int, title: Bytes, foldedTitle: Bytes, weight: UInt32) {
        documentCount += 1
        keys.append(key)
        ties.append(UInt32(truncatingIfNeeded: mixed(UnsafeRawBufferPointer(key)) >> 16))
        classOfDocument.append(UInt16(number))
        titles.append(title)
        foldedTitles.append(foldedTitle)
        titleWeights.append(weight)
    }

    func finished() throws -> Segment {
        let numbers = Buffer<UInt64>([UInt64(documentCount), UInt64(removedCount)])
        let (entryDocument, entryStart) = sortedTitles()
        let keyOrder = sortedKeys()
        var sections: [UnsafeRawBufferPointer] = []
        var owners: [AnyObject] = []
        func add<Element>(_ buffer: Buffer<Element>) {
            sections.append(buffer.bytes)
            owners.append(buffer)
        }
        func add(_ strings: StringsBuffer) {
            add(strings.bytes)
            add(strings.offsets)
        }
        func add(_ counts: ClassCountsBuffer) {
            add(counts.offsets)
            add(counts.classes)
            add(counts.values)
        }
        add(numbers)
        add(terms)
        add(termCounts)
        add(postings.blocks)
        add(postings.counts)
        add(postings.first)
        add(postings.last)
        add(postings.greatest)
        add(postings.places)
        add(postings.data)
        add(forms)
        add(formTerm)
        add(formFlags)
        add(formCounts)
        add(codes)
        add(streamOffsets)
        add(streams)
        add(keys)
        add(keyOrder)
        add(ties)
        add(classOfDocument)
        add(classNames)
        add(classCounts)
        for facet in facets {
            add(facet.values)
            add(facet.offsets)
            add(facet.entries)
        }
        add(titles)
        add(foldedTitles)
        add(titleWeights)
        add(entryDocument)
        add(entryStart)
        return try Segment(sections: sections, owners: owners, facetCount: facets.count)
    }

    private func sortedKeys() -> Buffer<UInt32> {
        let strings = keys.strings
        let order = (0..<documentCount).map { (prefix: strings[$0].prefixNumber, number: $0) }.sorted { a, b in
            if a.prefix != b.prefix { return a.prefix < b.prefix }
            let order = strings[a.number].compared(to: strings[b.number])
            return order != 0 ? order < 0 : a.number > b.number
        }
        return Buffer(order.map { UInt32($0.number) })
    }

    private func sortedTitles() -> (Buffer<UInt32>, Buffer<UInt16>) {
        let strings = foldedTitles.strings
        var entries: [(prefix: UInt64, document: UInt32, start: UInt16)] = []
        for document in 0..<documentCount {
            let title = strings[document]
            var words = 0
            for index in 0..<min(title.count, 60_000)
            where words < Self.titleWords && title[index] != 32 && (index == 0 || title[index - 1] == 32) {
                words += 1
                entries.append((Bytes(rebasing: title[index...]).prefixNumber, UInt32(document), UInt16(index)))
            }
        }
        entries.sort { a, b in
            if a.prefix != b.prefix { return a.prefix < b.prefix }
            let order = Bytes(rebasing: strings[Int(a.document)][Int(a.start)...]).compared(
                to: Bytes(rebasing: strings[Int(b.document)][Int(b.start)...]))
            return order != 0 ? order < 0 : (a.document, a.start) < (b.document, b.start)
        }
        return (Buffer(entries.map(\.document)), Buffer(entries.map(\.start)))
    }
}

/// Counts by class being written, entry after entry.
final class ClassCountsBuffer {
    let offsets = Buffer<UInt32>([0])
    let classes = Buffer<UInt16>()
    let values = Buffer<Int32>()

    func append(_ number: Int, _ value: Int) {
        guard value != 0 else { return }
        classes.append(UInt16(number))
        values.append(Int32(clamping: value))
    }
    func endEntry() { offsets.append(UInt32(classes.count)) }
}
