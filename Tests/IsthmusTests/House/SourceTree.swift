import Foundation
import Testing

/// The files of the package, read from the folder that this test was compiled in.
enum SourceTree {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Every Swift file of the folder, taken apart, in the order of its path.
    static let sources = swift(under: "Sources")
    static let tests = swift(under: "Tests")

    /// The paths of all files under a folder, from the root of the package, sorted. Hidden ones and what Python leaves
    /// behind are no files of ours.
    static func files(under folder: String) -> [String] {
        guard let found = FileManager.default.enumerator(atPath: root.appending(path: folder).path) else { return [] }
        return found.compactMap { $0 as? String }
            .filter { path in
                let steps = path.split(separator: "/")
                guard !steps.contains(where: { $0.hasPrefix(".") || $0 == "__pycache__" }) else { return false }
                var isFolder: ObjCBool = false
                let full = root.appending(path: "\(folder)/\(path)").path
                return FileManager.default.fileExists(atPath: full, isDirectory: &isFolder) && !isFolder.boolValue
            }
            .map { "\(folder)/\($0)" }.sorted()
    }

    /// Nil for what is not text in UTF-8.
    static func text(_ path: String) -> String? {
        (try? Data(contentsOf: root.appending(path: path))).flatMap { String(validating: $0, as: UTF8.self) }
    }

    private static func swift(under folder: String) -> [SwiftSource] {
        files(under: folder).filter { $0.hasSuffix(".swift") }
            .compactMap { path in text(path).map { SwiftSource(path: path, text: $0) } }
    }
}

/// One thing wrong at one place, said so that an editor can jump there.
struct Finding: CustomStringConvertible, Comparable, Hashable {
    let path: String
    let line: Int
    let reason: String

    var description: String { "\(path):\(line): \(reason)" }
    static func < (left: Finding, right: Finding) -> Bool {
        (left.path, left.line, left.reason) < (right.path, right.line, right.reason)
    }

    /// Fails with every finding on a line of its own.
    static func expectNone(_ findings: [Finding], sourceLocation: SourceLocation = #_sourceLocation) {
        guard !findings.isEmpty else { return }
        let lines = Set(findings).sorted().map(\.description)
        Issue.record("\(lines.count) findings\n\(lines.joined(separator: "\n"))", sourceLocation: sourceLocation)
    }
}
