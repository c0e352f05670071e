/// Gives the most frequent forms the shortest codes.
enum StreamCodes {
    /// Writes code → form to the parts and returns form → code.
    static func assign(_ frequency: Buffer<UInt32>, to parts: SegmentParts) -> Buffer<UInt32> {
        let order = (0..<frequency.count).map { (count: frequency[$0], form: UInt32($0)) }
            .sorted { $0.count != $1.count ? $0.count > $1.count : $0.form < $1.form }
        let codes = Buffer<UInt32>(repeating: 0, count: frequency.count)
        parts.codes = Buffer(order.map(\.form))
        for (code, entry) in order.enumerated() { codes[Int(entry.form)] = UInt32(code) }
        return codes
    }
}

/// Adds up counts class by class and writes them entry by entry.
final class ClassTally {
    private let tally: Buffer<Int32>
    private let touched = Buffer<UInt32>()
    private let isTouched: Buffer<Bool>
    private let entry = Buffer<UInt32>()
    private let classes = Buffer<UInt16>()
    private let values = Buffer<Int32>()
    private let perEntry: Buffer<UInt32>

    init(entries: Int) {
        tally = Buffer(repeating: 0, count: entries)
        isTouched = Buffer(repeating: false, count: entries)
        perEntry = Buffer(repeating: 0, count: entries + 1)
    }

    @inline(__always) func add(_ index: Int, _ value: Int32) {
        if !isTouched[index] {
            isTouched[index] = true
            touched.append(UInt32(index))
        }
        tally[index] += value
    }

    func endClass(_ number: Int) {
        for place in 0..<touched.count {
            let index = Int(touched[place])
            if tally[index] != 0 {
                entry.append(UInt32(index))
                classes.append(UInt16(number))
                values.append(tally[index])
                perEntry[index + 1] += 1
            }
            tally[index] = 0
            isTouched[index] = false
        }
        touched.removeAll()
    }

    func write(to counts: ClassCountsBuffer) {
        let entries = perEntry.count - 1
        for index in 0..<entries { perEntry[index + 1] += perEntry[index] }
        let order = Buffer<UInt32>(repeating: 0, count: entry.count)
        let next = Buffer<UInt32>(UnsafeBufferPointer(start: perEntry.base, count: entries))
        for place in 0..<entry.count {
            order[Int(next[Int(entry[place])])] = UInt32(place)
            next[Int(entry[place])] += 1
        }
        for index in 0..<entries {
            for place in Int(perEntry[index])..<Int(perEntry[index + 1]) {
                counts.append(Int(classes[Int(order[place])]), Int(values[Int(order[place])]))
            }
            counts.endEntry()
        }
    }
}
