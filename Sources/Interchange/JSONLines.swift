import Foundation

/// A file of JSON values, one on each line. Empty lines are skipped. Used by one task at a time.
public final class JSONLines {
    private let lines: Lines
    public var source: ByteSource { lines.source }

    /// - Parameter limit: most bytes of one line.
    public init(_ source: ByteSource, limit: Int = 1 << 26) { lines = Lines(source, limit: limit) }

    /// The next line that is not empty, unread; nil after the last. Throws what `Lines.next` throws.
    public func nextLine() throws -> Lines.Line? {
        while let line = try lines.next() {
            if !line.bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return line }
        }
        return nil
    }

    /// The next value with its line; nil after the last. After a fault in one line the next call goes on behind it.
    ///
    /// - Throws: what `JSON(parsing:)` and `Lines.next` throw, with the file and the line.
    public func next() throws -> (line: Int, value: JSON)? {
        guard let line = try nextLine() else { return nil }
        return (line.number, try placing(line.number) { try JSON(parsing: line.bytes) })
    }

    /// The next value as a `Decodable`. Besides what `next()` throws, `.undecodable` with the line and the path of the
    /// value that does not fit.
    public func next<Value: Decodable>(as type: Value.Type) throws -> (line: Int, value: Value)? {
        guard let line = try nextLine() else { return nil }
        let value = try placing(line.number) { try JSON.decode(type, from: Data(line.bytes)) }
        return (line.number, value)
    }

    private func placing<Value>(_ line: Int, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as InterchangeError {
            throw error.placed(file: source.name, line: line)
        }
    }
}
