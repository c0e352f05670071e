import Synchronization

/// How often something occurs in the documents of each class. Counts may be negative: a small segment takes back what
/// the removed documents of an older one added, so that sums over all segments are always exact.
struct ClassCounts: @unchecked Sendable {
    let offsets: Column<UInt32>
    let classes: Column<UInt16>
    let values: Column<Int32>

    /// The sum over the classes that `sees` marks.
    @inline(__always) func sum(_ index: Int, _ sees: [Bool]) -> Int {
        var sum = 0
        for entry in Int(offsets[index])..<Int(offsets[index + 1]) where sees[Int(classes[entry])] {
            sum += Int(values[entry])
        }
        return sum
    }
}

/// The values of one facet: a sorted list of them, and for each document which it has.
struct FacetColumn: @unchecked Sendable {
    let values: Strings
    let offsets: Column<UInt32>
    let entries: Column<UInt32>

    @inline(__always) func entries(of document: Int) -> Range<Int> {
        Int(offsets[document])..<Int(offsets[document + 1])
    }
}

/// Titles for suggestions: each begins an entry at each of its first words, and entries are sorted by what follows.
struct TitleTable: @unchecked Sendable {
    let titles: Strings
    let folded: Strings
    let weights: Column<UInt32>
    let entryDocument: Column<UInt32>
    let entryStart: Column<UInt16>

    func entry(_ index: Int) -> Bytes {
        let title = folded[Int(entryDocument[index])]
        return Bytes(rebasing: title[Int(entryStart[index])...])
    }

    /// The entries that begin with `prefix`.
    func range(prefix: Bytes) -> Range<Int> {
        var (low, high) = (0, entryDocument.count)
        while low < high {
            let middle = (low + high) >> 1
            if entry(middle).compared(to: prefix) < 0 { low = middle + 1 } else { high = middle }
        }
        let start = low
        high = entryDocument.count
        while low < high {
            let middle = (low + high) >> 1
            if entry(middle).starts(with: prefix) { low = middle + 1 } else { high = middle }
        }
        return start..<low
    }
}

/// A part of the index that never changes: some documents, all their words, and what it takes back of older segments.
///
/// A *term* is a stem; a *form* is a word as it was written (folded), with its stem. A document's *stream* is the row
/// of its forms, field by field: it answers phrases, reasons and removals without the text.
final class Segment: @unchecked Sendable {
    let documentCount: Int
    /// Documents of older segments whose counts are taken back here.
    let removedCount: Int
    let terms: Strings
    let termCounts: ClassCounts
    let postings: PostingTable
    let forms: Strings
    let formTerm: Column<UInt32>
    /// 1 for the whole of a compound, which phrases pass over.
    let formFlags: Column<UInt8>
    let formCounts: ClassCounts
    /// Frequent forms have short codes in the streams.
    let codes: Column<UInt32>
    let streamOffsets: Column<UInt32>
    let streams: Column<UInt8>
    let keys: Strings
    let keyOrder: Column<UInt32>
    /// A number from the key that decides between equal scores, alike on every machine.
    let ties: Column<UInt32>
    let classOfDocument: Column<UInt16>
    let classNames: Strings
    let classCounts: Column<Int32>
    let facets: [FacetColumn]
    let titles: TitleTable
    let sections: [UnsafeRawBufferPointer]
    private let owners: [AnyObject]
    private let bitmaps = Mutex<[BitmapKey: Bitmap]>([:])

    private enum BitmapKey: Hashable {
        case value(facet: Int, value: Int)
        case classes([Bool])
    }

    /// Takes memory apart that `owners` keep alive. Throws `IndexFault.corrupt` when the parts do not fit together.
    init(sections: [UnsafeRawBufferPointer], owners: [AnyObject], facetCount: Int) throws {
        var reader = SectionReader(sections)
        let numbers: Column<UInt64> = try reader.column()
        guard numbers.count == 2, numbers[0] < 1 << 31 else { throw IndexFault.corrupt }
        documentCount = Int(numbers[0])
        removedCount = Int(numbers[1])
        terms = try reader.strings()
        termCounts = try reader.counts(of: terms.count)
        postings = try PostingTable(&reader, terms: terms.count)
        forms = try reader.strings()
        formTerm = try reader.column(count: forms.count)
        formFlags = try reader.column(count: forms.count)
        formCounts = try reader.counts(of: forms.count)
        codes = try reader.column(count: forms.count)
        streamOffsets = try reader.column(count: documentCount + 1)
        streams = try reader.column(count: Int(streamOffsets[documentCount]))
        keys = try reader.strings(count: documentCount)
        keyOrder = try reader.column(count: documentCount)
        ties = try reader.column(count: documentCount)
        classOfDocument = try reader.column(count: documentCount)
        classNames = try reader.strings()
        classCounts = try reader.column(count: classNames.count)
        var facets: [FacetColumn] = []
        for _ in 0..<facetCount {
            let values = try reader.strings()
            let offsets: Column<UInt32> = try reader.column(count: documentCount + 1)
            facets.append(
                FacetColumn(
                    values: values, offsets: offsets, entries: try reader.column(count: Int(offsets[documentCount]))))
        }
        self.facets = facets
        let shown = try reader.strings(count: documentCount)
        let folded = try reader.strings(count: documentCount)
        let weights: Column<UInt32> = try reader.column(count: documentCount)
        let entryDocument: Column<UInt32> = try reader.column()
        titles = TitleTable(
            titles: shown, folded: folded, weights: weights, entryDocument: entryDocument,
            entryStart: try reader.column(count: entryDocument.count))
        guard reader.isAtEnd else { throw IndexFault.corrupt }
        (self.sections, self.owners) = (sections, owners)
    }

    var weight: Int { documentCount + removedCount }

    /// The classes of this segment that the reader may see.
    func sight(of reader: Reader) -> [Bool] { (0..<classNames.count).map { reader.sees(classNames[$0].string) } }

    /// The document put under a key; the newest where there were several.
    func document(key: Bytes) -> Int? {
        var (low, high) = (0, documentCount)
        while low < high {
            let middle = (low + high) >> 1
            if keys[Int(keyOrder[middle])].compared(to: key) < 0 { low = middle + 1 } else { high = middle }
        }
        guard low < documentCount, keys[Int(keyOrder[low])].compared(to: key) == 0 else { return nil }
        return Int(keyOrder[low])
    }

    // MARK: Bits for filters

    /// The documents the reader's classes open; nil when that is all of them.
    func documents(seenBy sight: [Bool]) -> Bitmap? {
        guard sight.contains(false) else { return nil }
        return bitmap(.classes(sight)) { bitmap in
            for document in 0..<documentCount where sight[Int(classOfDocument[document])] { bitmap.insert(document) }
        }
    }

    /// The documents that have a value of a facet.
    func documents(facet: Int, value: String) -> Bitmap? {
        guard let value = value.withBytes({ facets[facet].values.index(of: $0) }) else { return nil }
        return bitmap(.value(facet: facet, value: value)) { bitmap in
            let column = facets[facet]
            for document in 0..<documentCount {
                for entry in column.entries(of: document) where Int(column.entries[entry]) == value {
                    bitmap.insert(document)
                }
            }
        }
    }

    /// Bits are worked out once and kept while there are few of them.
    private func bitmap(_ key: BitmapKey, _ fill: (Bitmap) -> Void) -> Bitmap {
        if let known = bitmaps.withLock({ $0[key] }) { return known }
        let bitmap = Bitmap(capacity: documentCount)
        fill(bitmap)
        bitmaps.withLock { known in
            if known.count >= 128 { known.removeAll() }
            known[key] = bitmap
        }
        return bitmap
    }

    // MARK: Streams

    /// Hands out a document's forms in their order: the field, the number of the passage, the form.
    @inline(__always)
    func forEachForm(of document: Int, _ body: (_ field: Int, _ passage: Int, _ form: Int) -> Void) {
        var place = streams.base + Int(streamOffsets[document])
        let end = streams.base + Int(streamOffsets[document + 1])
        var passage = 0
        while place < end {
            let field = readNumber(&place)
            var left = readNumber(&place)
            while left > 0 {
                body(field, passage, Int(codes[readNumber(&place)]))
                left -= 1
            }
            passage += 1
        }
    }
}

/// Seven bits a byte, the lowest first; the high bit says that more follow.
@inline(__always) func readNumber(_ place: inout UnsafePointer<UInt8>) -> Int {
    var byte = place.pointee
    place += 1
    if byte < 0x80 { return Int(byte) }
    var number = Int(byte & 0x7F)
    var shift = 7
    repeat {
        byte = place.pointee
        place += 1
        number |= Int(byte & 0x7F) << shift
        shift += 7
    } while byte >= 0x80
    return number
}

func writeNumber(_ number: Int, to buffer: Buffer<UInt8>) {
    var rest = number
    while rest >= 0x80 {
        buffer.append(UInt8(rest & 0x7F | 0x80))
        rest >>= 7
    }
    buffer.append(UInt8(rest))
}

/// Takes sections one after the other and sees that their sizes fit.
struct SectionReader {
    private let sections: [UnsafeRawBufferPointer]
    private var next = 0
    init(_ sections: [UnsafeRawBufferPointer]) { self.sections = sections }
    var isAtEnd: Bool { next == sections.count }

    mutating func column<Element: BitwiseCopyable>(count: Int? = nil) throws -> Column<Element> {
        guard next < sections.count else { throw IndexFault.corrupt }
        let section = sections[next]
        next += 1
        let stride = MemoryLayout<Element>.stride
        let found = section.count / stride
        guard let base = section.baseAddress, section.count % stride == 0, count.map({ $0 == found }) ?? true,
            Int(bitPattern: base) % MemoryLayout<Element>.alignment == 0
        else { throw IndexFault.corrupt }
        return Column(base.assumingMemoryBound(to: Element.self), found)
    }

    mutating func strings(count: Int? = nil) throws -> Strings {
        let bytes: Column<UInt8> = try column()
        let offsets: Column<UInt32> = try column(count: count.map { $0 + 1 })
        guard offsets.count > 0, offsets[0] == 0, Int(offsets[offsets.count - 1]) == bytes.count else {
            throw IndexFault.corrupt
        }
        return Strings(bytes: bytes, offsets: offsets)
    }

    mutating func counts(of count: Int) throws -> ClassCounts {
        let offsets: Column<UInt32> = try column(count: count + 1)
        let entries = Int(offsets[count])
        return ClassCounts(
            offsets: offsets, classes: try column(count: entries), values: try column(count: entries))
    }
}
