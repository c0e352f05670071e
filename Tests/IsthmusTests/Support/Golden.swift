import Foundation
import Testing

/// A file that a test writes and people read in review: compared with what it should be, written anew with
/// `UPDATE_GOLDEN=1`.
enum Golden {
    static var isUpdating: Bool { ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" }

    /// `path` is seen from the root of the package.
    static func check(_ text: String, _ path: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        if isUpdating { try Data(text.utf8).write(to: SourceTree.root.appending(path: path)) }
        let known = SourceTree.text(path) ?? ""
        guard known != text else { return }
        let (old, new) = (known.split(separator: "\n"), text.split(separator: "\n"))
        let (gone, added) = (Set(old).subtracting(new), Set(new).subtracting(old))
        let differences = old.filter(gone.contains).map { "- \($0)" } + new.filter(added.contains).map { "+ \($0)" }
        Issue.record(
            """
            \(path) is not current; run the test with UPDATE_GOLDEN=1 and read what changed
            \(differences.prefix(40).joined(separator: "\n"))
            """, sourceLocation: sourceLocation)
    }
}
