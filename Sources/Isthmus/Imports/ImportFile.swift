import Foundation
import Interchange

/// A file to import: on disk, or as it came with a form.
public enum ImportFile: Sendable {
    case path(String)
    case bytes(name: String, [UInt8])

    public var name: String {
        switch self {
        case .path(let path): URL(fileURLWithPath: path).lastPathComponent
        case .bytes(let name, _): name
        }
    }

    /// Its bytes from the beginning, unpacked where it is packed.
    func open() throws -> ByteSource {
        switch self {
        case .path(let path): try ByteSource(path: path)
        case .bytes(let name, let bytes): ByteSource(bytes: bytes, name: name)
        }
    }
}

/// How far an import is: a share between 0 and 1 of what it does now, named by a sentence's key.
public typealias ImportProgress = @Sendable (_ step: String, _ share: Double) -> Void

extension ImportIssue {
    /// What a reader found wrong with the file.
    init(_ error: InterchangeError, in file: ImportFile) {
        self.init(
            file: error.file ?? file.name, line: error.line ?? 0, field: error.field ?? "",
            key: "interchange.\(error.key)",
            values: error.values)
    }
}

/// A digest of a record's text, to know it again: FNV-1a, 64 bits, and the version of the reading. A new version of an
/// importer reads every record anew.
struct RecordDigest {
    private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

    init(version: Int) { add("v\(version)") }

    mutating func add(_ text: String) {
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        hash = (hash ^ 31) &* 0x100_0000_01b3
    }
    mutating func add(bytes: some Sequence<UInt8>) {
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    var text: String { String(hash, radix: 36) }
}
