import Foundation

/// Where bytes come from, piece by piece: a file or an upload, unpacked on the way when it is gzip.
///
/// Gzip is told by its first two bytes, never by the name. Files of several gzip members are read as one; zeros after
/// the last member are padding. Used by one task at a time.
public final class ByteSource {
    /// The name to put into errors, without folders.
    public let name: String?
    /// Bytes taken so far from the file as it lies on disk (packed if it is packed).
    public private(set) var bytesRead = 0
    /// Size of the file as it lies on disk, in bytes. What grows meanwhile is read too.
    public let bytesTotal: Int
    /// From 0 to 1, for a progress bar.
    public var progress: Double { bytesTotal == 0 ? 1 : min(Double(bytesRead) / Double(bytesTotal), 1) }

    private let handle: FileHandle?
    private var input: [UInt8]
    /// What of `input` is not yet used.
    private var from = 0
    private var to: Int
    private var isAtEnd: Bool
    private var inflation: Inflation?
    private var isBetweenMembers = false
    private var isLookedAt = false
    private static let pieceSize = 1 << 17

    /// Opens the file at `path`. Throws `.unreadable` when it cannot be opened.
    public init(path: String) throws {
        name = URL(filePath: path).lastPathComponent
        do {
            let url = URL(filePath: path)
            let file = try FileHandle(forReadingFrom: url)
            bytesTotal = Int(try file.seekToEnd())
            try file.seek(toOffset: 0)
            handle = file
        } catch {
            let isThere = FileManager.default.fileExists(atPath: path)
            let why = isThere ? "no permission, or it is a folder" : "there is no such file"
            throw InterchangeError.at(file: name, reason: .unreadable(why))
        }
        input = [UInt8](repeating: 0, count: Self.pieceSize)
        to = 0
        isAtEnd = false
    }

    /// Reads from memory, such as an upload. `name` goes into errors.
    public init(bytes: [UInt8], name: String? = nil) {
        self.name = name
        handle = nil
        input = bytes
        to = bytes.count
        bytesTotal = bytes.count
        isAtEnd = true
    }

    /// Reads from memory, such as an upload. `name` goes into errors.
    public convenience init(data: Data, name: String? = nil) { self.init(bytes: [UInt8](data), name: name) }

    deinit { try? handle?.close() }

    /// Fills `output` with the next bytes, unpacked; 0 only at the end.
    ///
    /// - Throws: `.truncatedGzip`, `.corruptGzip` or `.textAfterGzip` with the byte of the packed file.
    public func read(into output: UnsafeMutableBufferPointer<UInt8>) throws -> Int {
        if !isLookedAt { try lookAtStart() }
        guard output.count > 0 else { return 0 }
        guard let inflation else { return try copy(into: output) }
        while true {
            if isBetweenMembers, try !findNextMember() { return 0 }
            if from == to { try refill() }
            if from == to { throw fault(.truncatedGzip) }
            let step = input.withUnsafeBufferPointer { all in
                inflation.step(UnsafeBufferPointer(rebasing: all[from..<to]), into: output)
            }
            use(step.read)
            switch step.outcome {
            case .damaged: throw fault(.corruptGzip)
            case .ended: isBetweenMembers = true
            case .going: break
            }
            if step.written > 0 { return step.written }
        }
    }

    /// All that is left, as one array: for small files.
    public func readAll(limit: Int = 1 << 30) throws -> [UInt8] {
        var all: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: Self.pieceSize)
        while true {
            let count = try piece.withUnsafeMutableBufferPointer { try read(into: $0) }
            guard count > 0 else { return all }
            guard all.count + count <= limit else {
                throw InterchangeError.at(file: name, reason: .tooLarge(limit: limit))
            }
            all.append(contentsOf: piece[..<count])
        }
    }

    private func lookAtStart() throws {
        isLookedAt = true
        while to - from < 2, !isAtEnd { try refill() }
        let start = input[from..<min(to, from + 2)]
        if Gzip.isGzip(start) {
            inflation = try Inflation(windowBits: 31)
        } else if start.elementsEqual([0x1f]) || (start.isEmpty && name?.hasSuffix(".gz") == true) {
            // No text begins with this control character: it is a gzip file cut after one byte.
            use(start.count)
            throw fault(.truncatedGzip)
        }
    }

    private func copy(into output: UnsafeMutableBufferPointer<UInt8>) throws -> Int {
        if from == to { try refill() }
        let count = min(to - from, output.count)
        input.withUnsafeBufferPointer { all in
            _ = output.update(fromContentsOf: all[from..<from + count])
        }
        use(count)
        return count
    }

    /// After a member: skips padding and starts the next one; false at the end of the file.
    private func findNextMember() throws -> Bool {
        while true {
            if to - from < 2 { try refill() }
            while from < to, input[from] == 0 { use(1) }
            if from == to, isAtEnd { return false }
            if to - from >= 2 || (to > from && isAtEnd) { break }
        }
        let start = input[from..<min(to, from + 2)]
        if start.elementsEqual([0x1f]) {
            use(1)
            throw fault(.truncatedGzip)
        }
        guard Gzip.isGzip(start) else { throw fault(.textAfterGzip) }
        inflation?.reset()
        isBetweenMembers = false
        return true
    }

    /// Moves what is left to the front and reads more behind it.
    private func refill() throws {
        guard let handle, !isAtEnd else { return }
        let left = to - from
        if left > 0 { input.replaceSubrange(0..<left, with: Array(input[from..<to])) }
        (from, to) = (0, left)
        do {
            let more = try handle.read(upToCount: input.count - left) ?? Data()
            isAtEnd = more.isEmpty
            input.withUnsafeMutableBufferPointer { all in
                _ = more.copyBytes(to: UnsafeMutableBufferPointer(rebasing: all[left...]))
            }
            to = left + more.count
        } catch {
            throw InterchangeError.at(file: name, offset: bytesRead, reason: .unreadable("the disk reports a fault"))
        }
    }

    private func use(_ count: Int) {
        from += count
        bytesRead += count
    }

    private func fault(_ reason: InterchangeError.Reason) -> InterchangeError {
        .at(file: name, offset: bytesRead, reason: reason)
    }
}
