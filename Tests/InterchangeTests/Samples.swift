import Foundation
import Interchange

/// Random numbers that are the same on every run.
struct Dice: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
    mutating func text(of pieces: [String], upTo count: Int) -> String {
        (0..<Int.random(in: 0...count, using: &self)).map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
    }
}

/// The error `body` throws; nil when it throws none of ours.
func fault<Result>(_ body: () throws -> Result) -> InterchangeError? {
    do { _ = try body() } catch { return error as? InterchangeError }
    return nil
}

func bytes(_ text: String) -> [UInt8] { [UInt8](text.utf8) }

func records(_ text: String, delimiter: Character? = nil) throws -> [[String]] {
    let reader = try CSVReader(ByteSource(bytes: bytes(text)), delimiter: delimiter)
    return try [reader.header.columns] + reader.all().map(\.fields)
}

/// A folder of its own for one test, gone afterwards.
func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "interchange-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}

/// The open data used in development, if this machine has it.
enum OpenData {
    static let folder: URL? = {
        let given = ProcessInfo.processInfo.environment["ISTHMUS_DATA"].map { URL(filePath: $0) }
        let beside = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data")
        return [given, beside].compactMap { $0 }.first { FileManager.default.fileExists(atPath: $0.path) }
    }()
    static func path(_ name: String) -> String { folder?.appending(path: name).path ?? name }
}
