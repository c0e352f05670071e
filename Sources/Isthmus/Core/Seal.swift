import Crypto
import Database
import Foundation

/// A batch of journal lines given their places in one dense order, with a digest that chains to the batch before. An
/// altered, added or removed line breaks its batch; an altered batch breaks the chain.
struct Seal: Codable, Sendable {
    /// The place of its last line; the batch begins after the last place of the seal before.
    let position: Int64
    let lines: Int64
    /// SHA-256 in hexadecimal over the digest before and the digests of the lines in order.
    let digest: String
    let sealedAt: Moment

    static func digest(of lines: [JournalLine], after previous: String) -> String {
        var hash = SHA256()
        hash.update(data: Data(previous.utf8))
        for line in lines { hash.update(data: Data(Self.digest(of: line))) }
        return hash.finalize().map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    /// Every field with its length before it, so that no two lines have the same bytes.
    private static func digest(of line: JournalLine) -> [UInt8] {
        var hash = SHA256()
        let fields = [
            line.id, String(line.at.seconds), line.actor, line.actorName, line.action, line.kind, line.thing,
            line.before,
            line.after, String(line.position ?? 0),
        ]
        for field in fields {
            let bytes = Data(field.utf8)
            hash.update(data: Data("\(bytes.count):".utf8))
            hash.update(data: bytes)
        }
        return Array(hash.finalize())
    }
}

extension Programme {
    /// Seals up to `most` committed lines; the number of them. Run by the worker, one batch at a time.
    @discardableResult
    public func seal(most: Int = 5_000) async throws -> Int {
        let now = clock()
        return try await store.write { tx in
            let last = try tx.first(Seal.self, "SELECT * FROM seal ORDER BY position DESC LIMIT 1")
            let waiting = try tx.all(
                JournalLine.self, "SELECT * FROM journal WHERE position IS NULL ORDER BY id LIMIT \(most)")
            guard !waiting.isEmpty else { return 0 }
            var position = last?.position ?? 0
            var sealed: [JournalLine] = []
            for line in waiting {
                position += 1
                try tx.run("UPDATE journal SET position = \(position) WHERE id = \(line.id)")
                sealed.append(line.placed(at: position))
            }
            let digest = Seal.digest(of: sealed, after: last?.digest ?? "")
            try tx.insert(
                Seal(position: position, lines: Int64(sealed.count), digest: digest, sealedAt: now), into: "seal")
            return sealed.count
        }
    }

    /// Seals until nothing waits.
    public func sealAll() async throws { while try await seal() > 0 {} }

    /// What an examination of the whole journal found.
    public struct AuditReport: Sendable {
        public var lines = 0
        public var seals = 0
        public var unsealed = 0
        /// Sentences that say where the chain breaks; empty when nothing was altered.
        public var breaks: [String] = []
    }

    /// Computes every digest again and compares.
    public func verifyJournal() async throws -> AuditReport {
        try await store.read { tx in
            var report = AuditReport()
            var previous: Seal?
            for seal in try tx.all(Seal.self, "SELECT * FROM seal ORDER BY position") {
                let start = previous?.position ?? 0
                let lines = try tx.all(
                    JournalLine.self,
                    """
                    SELECT * FROM journal WHERE position > \(start) AND position <= \(seal.position) ORDER BY position
                    """)
                if Int64(lines.count) != seal.lines || seal.position - start != seal.lines {
                    report.breaks.append(
                        "lines \(start + 1) to \(seal.position): \(lines.count) of \(seal.lines) are there")
                } else if Seal.digest(of: lines, after: previous?.digest ?? "") != seal.digest {
                    report.breaks.append("lines \(start + 1) to \(seal.position): altered")
                }
                report.lines += lines.count
                report.seals += 1
                previous = seal
            }
            report.unsealed = try tx.count("SELECT COUNT(*) FROM journal WHERE position IS NULL")
            let end = previous?.position ?? 0
            let beyond = try tx.count("SELECT COUNT(*) FROM journal WHERE position > \(end)")
            if beyond > 0 { report.breaks.append("\(beyond) lines claim a place that no seal covers") }
            return report
        }
    }
}

extension JournalLine {
    func placed(at position: Int64) -> JournalLine {
        JournalLine(
            id: id, at: at, actor: actor, actorName: actorName, action: action, kind: kind, thing: thing,
            before: before,
            after: after, position: position)
    }
}
