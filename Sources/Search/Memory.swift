import Foundation

/// Numbers in memory of its own that grows at the end: what segments are made of. Not for several threads while it
/// grows. Large ones are mapped: what is not yet used takes nothing, and all goes back to the system at once.
final class Buffer<Element: BitwiseCopyable>: @unchecked Sendable {
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private var capacity: Int
    /// Length of the mapping in bytes; 0 while the memory is allocated.
    private var mapped = 0

    init(capacity: Int = 16) {
        self.capacity = max(1, capacity)
        base = UnsafeMutablePointer<Element>.allocate(capacity: 1)
        resize(self.capacity)
    }
    convenience init(repeating element: Element, count: Int) {
        self.init(capacity: count)
        base.initialize(repeating: element, count: count)
        self.count = count
    }
    convenience init(_ elements: some Collection<Element>) {
        self.init(capacity: elements.count)
        for element in elements { append(element) }
    }
    deinit {
        if mapped > 0 { munmap(base, mapped) } else { base.deallocate() }
    }

    @inline(__always) func append(_ element: Element) {
        if count == capacity { reserve(count + 1) }
        (base + count).initialize(to: element)
        count += 1
    }

    func append(_ elements: UnsafePointer<Element>, _ added: Int) {
        if count + added > capacity { reserve(count + added) }
        (base + count).initialize(from: elements, count: added)
        count += added
    }

    func append(_ elements: UnsafeBufferPointer<Element>) {
        guard let start = elements.baseAddress else { return }
        append(start, elements.count)
    }

    /// Makes room for `needed` in all; at least half as much again, so that appending stays cheap.
    private func reserve(_ needed: Int) { resize(max(needed, capacity + capacity / 2 + 8)) }

    private func resize(_ larger: Int) {
        let (old, oldMapping) = (base, mapped)
        let bytes = larger * MemoryLayout<Element>.stride
        if bytes >= 1 << 20 {
            let length = (bytes + 4_095) & ~4_095
            guard let memory = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
                memory != MAP_FAILED
            else { preconditionFailure("no memory for an index of this size") }
            base = memory.bindMemory(to: Element.self, capacity: larger)
            mapped = length
        } else {
            base = .allocate(capacity: larger)
        }
        base.moveInitialize(from: old, count: count)
        if oldMapping > 0 { munmap(old, oldMapping) } else { old.deallocate() }
        capacity = larger
    }

    func removeAll() { count = 0 }

    @inline(__always) subscript(index: Int) -> Element {
        get { base[index] }
        set { base[index] = newValue }
    }
    var column: Column<Element> { Column(UnsafePointer(base), count) }
    var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: base, count: count * MemoryLayout<Element>.stride)
    }
}

/// Numbers somewhere in memory, looked at without a check: segments are checked as a whole when they are opened.
struct Column<Element: BitwiseCopyable>: @unchecked Sendable {
    let base: UnsafePointer<Element>
    let count: Int
    init(_ base: UnsafePointer<Element>, _ count: Int) { (self.base, self.count) = (base, count) }
    @inline(__always) subscript(index: Int) -> Element { base[index] }
}

typealias Bytes = UnsafeBufferPointer<UInt8>

extension Bytes {
    /// Order by bytes: negative, zero or positive.
    @inline(__always) func compared(to other: Bytes) -> Int {
        let shared = Swift.min(count, other.count)
        if shared > 0, let a = baseAddress, let b = other.baseAddress {
            let order = memcmp(a, b, shared)
            if order != 0 { return Int(order) }
        }
        return count - other.count
    }

    /// The first eight bytes as a number that sorts as they do.
    var prefixNumber: UInt64 {
        var number: UInt64 = 0
        for index in 0..<8 { number = number << 8 | (index < count ? UInt64(self[index]) : 0) }
        return number
    }

    var string: String { String(decoding: self, as: UTF8.self) }

    @inline(__always) func starts(with prefix: Bytes) -> Bool {
        guard prefix.count <= count, let a = baseAddress, let b = prefix.baseAddress else { return prefix.isEmpty }
        return memcmp(a, b, prefix.count) == 0
    }
}

extension String {
    func withBytes<Result>(_ body: (Bytes) throws -> Result) rethrows -> Result {
        var text = self
        return try text.withUTF8(body)
    }
}

/// Strings one after the other.
struct Strings: @unchecked Sendable {
    let bytes: Column<UInt8>
    let offsets: Column<UInt32>
    var count: Int { offsets.count - 1 }

    @inline(__always) subscript(index: Int) -> Bytes {
        let start = Int(offsets[index])
        return Bytes(start: bytes.base + start, count: Int(offsets[index + 1]) - start)
    }

    /// The first string not before `key`, where they are sorted.
    func lowerBound(_ key: Bytes) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) >> 1
            if self[middle].compared(to: key) < 0 { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func index(of key: Bytes) -> Int? {
        let index = lowerBound(key)
        return index < count && self[index].compared(to: key) == 0 ? index : nil
    }

    /// Where the strings that begin with `prefix` lie among sorted ones.
    func range(prefix: Bytes) -> Range<Int> {
        let start = lowerBound(prefix)
        var (low, high) = (start, count)
        while low < high {
            let middle = (low + high) >> 1
            if self[middle].starts(with: prefix) { low = middle + 1 } else { high = middle }
        }
        return start..<low
    }
}

/// Strings being gathered.
final class StringsBuffer {
    let bytes = Buffer<UInt8>()
    let offsets = Buffer<UInt32>([0])
    var count: Int { offsets.count - 1 }
    func append(_ string: Bytes) {
        bytes.append(string)
        offsets.append(UInt32(bytes.count))
    }
    func append(_ string: String) { string.withBytes { append($0) } }
    var strings: Strings { Strings(bytes: bytes.column, offsets: offsets.column) }
}

/// Mixes bytes into one number, eight at a time: for hash tables and for the checksum of files. Not against malice.
@inline(__always) func mixed(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
    var state = seed ^ 0x2545_F491_4F6C_DD1D ^ UInt64(bytes.count)
    var index = 0
    while index + 8 <= bytes.count {
        state = (state ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
        state ^= state >> 29
        index += 8
    }
    var tail: UInt64 = 0
    while index < bytes.count {
        tail = tail << 8 | UInt64(bytes[index])
        index += 1
    }
    state = (state ^ tail) &* 0xBF58_476D_1CE4_E5B9
    return state ^ state >> 32
}

func checksum(of text: String) -> UInt64 { text.withBytes { mixed(UnsafeRawBufferPointer($0)) } }
