/// The best hits so far: the worst of them on top of a heap, ready to go.
struct TopHits {
    struct Entry {
        let score: UInt32
        /// Lower comes first among equal scores.
        let tie: UInt32
        let segment: Int32
        let document: Int32
    }

    let limit: Int
    private var heap: [Entry] = []
    private let segments: [Segment]

    init(limit: Int, segments: [Segment]) {
        self.limit = limit
        self.segments = segments
        heap.reserveCapacity(min(limit, 4_096))
    }

    /// What a document must reach to come in; one of the same score may still come in by its tie. Zero while there is
    /// room.
    var threshold: UInt32 { heap.count == limit ? heap.first?.score ?? .max : 0 }

    @inline(__always) mutating func push(_ score: UInt32, tie: UInt32, _ document: Int, _ segment: Int) {
        if score < threshold || limit == 0 { return }
        insert(Entry(score: score, tie: tie, segment: Int32(segment), document: Int32(document)))
    }

    private mutating func insert(_ entry: Entry) {
        if heap.count < limit {
            heap.append(entry)
            var place = heap.count - 1
            while place > 0, isBefore(heap[(place - 1) / 2], heap[place]) {
                heap.swapAt(place, (place - 1) / 2)
                place = (place - 1) / 2
            }
        } else if let worst = heap.first, isBefore(entry, worst) {
            heap[0] = entry
            var place = 0
            while true {
                var child = 2 * place + 1
                guard child < heap.count else { return }
                if child + 1 < heap.count, isBefore(heap[child], heap[child + 1]) { child += 1 }
                guard isBefore(heap[place], heap[child]) else { return }
                heap.swapAt(place, child)
                place = child
            }
        }
    }

    /// Whether one hit comes before another: by score, then by tie, then by key.
    private func isBefore(_ a: Entry, _ b: Entry) -> Bool {
        if a.score != b.score { return a.score > b.score }
        if a.tie != b.tie { return a.tie < b.tie }
        return segments[Int(a.segment)].keys[Int(a.document)].compared(
            to: segments[Int(b.segment)].keys[Int(b.document)]) < 0
    }

    var sorted: [Entry] { heap.sorted(by: isBefore) }
}
