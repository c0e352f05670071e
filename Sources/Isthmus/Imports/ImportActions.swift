import Database
import Foundation

extension Programme {
    /// Reads the files and either says what would happen (`dryRun`) or does all of it in one transaction. With any
    /// issue nothing is written and the report lists them.
    public func runImport(
        _ kind: ImportKind, _ files: [ImportFile], dryRun: Bool, as actor: Actor,
        progress: @escaping ImportProgress = { _, _ in }
    ) async throws -> ImportReport {
        if let refusal = ImportKind.refusalOfImport(to: actor) {
            throw actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
        }
        let start = ContinuousClock.now
        let prepared = try await Self.offPool { PreparedImport(kind, files, progress) }
        var report: ImportReport
        if dryRun || !prepared.issues.isEmpty {
            let (now, ids) = (clock(), { @Sendable [self] in newID($0, at: clock()) })
            report = try await read { tx in try prepared.plan(in: tx, at: now, newID: ids).report }
        } else {
            report = try await write(as: actor) { work in
                try work.require(ImportKind.refusalOfImport(to: actor))
                progress("imports.comparing", 0)
                let planned = try prepared.plan(in: work.tx, at: work.now) { work.newID($0, of: Programme.self).text }
                work.recordNothing()
                guard planned.report.issues.isEmpty else { return planned.report }
                progress("imports.writing", 0)
                try work.carryOut(planned.batch, known: planned.known)
                var report = planned.report
                report.isCarriedOut = true
                report.seconds = start.duration(to: .now).seconds
                try work.keep(report)
                return report
            }
        }
        report.seconds = start.duration(to: .now).seconds
        return report
    }

    /// Reading a large file takes seconds of one processor: not on the threads that answer requests.
    private static func offPool<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async throws -> Result {
        await withCheckedContinuation { continuation in
            Thread { continuation.resume(returning: body()) }.start()
        }
    }
}

/// Files that were read and wait to be compared with the database.
struct PreparedImport: Sendable {
    private enum Content: Sendable {
        case ror(RORImport)
        case cordis(CordisImport)
    }
    private let content: Content

    init(_ kind: ImportKind, _ files: [ImportFile], _ progress: ImportProgress) {
        switch kind {
        case .cordis: content = .cordis(CordisImport(files: files, progress: progress))
        default: content = .ror(RORImport(files: files, progress: progress))
        }
    }

    var issues: [ImportIssue] {
        switch content {
        case .ror(let ror): ror.report.issues
        case .cordis(let cordis): cordis.report.issues
        }
    }

    func plan(in tx: Transaction, at now: Moment, newID: @escaping (String) -> String) throws -> ImportPlanned {
        switch content {
        case .ror(var ror): return try ror.plan(in: tx, at: now) { ID(newID(Organisation.prefix)) }
        case .cordis(let cordis):
            var plan = try CordisPlan(cordis, in: tx, at: now, newID: newID)
            return try plan.made()
        }
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

/// An import that was carried out.
public struct ImportRun: Codable, Sendable {
    public let id: String
    public let kind: ImportKind
    public let files: [String]
    public let actor: String
    public let actorName: String
    public let report: ImportReport
    public let createdAt: Moment
}

extension Work {
    fileprivate func keep(_ report: ImportReport) throws {
        let id: ID<Programme> = newID("i")
        try tx.insert(
            ImportRun(
                id: id.text, kind: report.kind, files: report.files, actor: actor.account ?? "", actorName: actor.name,
                report: report, createdAt: now), into: "import_run")
        try note("import.carried_out", kind: "import", thing: id.text)
    }
}
