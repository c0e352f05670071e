import Database
import Foundation
import Interchange

extension Programme {
    /// Reads the files and either says what would happen (`dryRun`) or does all of it in one transaction. With any
    /// issue nothing is written and the report lists them.
    /// - Parameter sides: for calls, the office's own table of what programmes' general conditions say of sides.
    public func runImport(
        _ kind: ImportKind, _ files: [ImportFile], sides: ImportFile? = nil, dryRun: Bool, as actor: Actor,
        progress: @escaping ImportProgress = { _, _ in }
    ) async throws -> ImportReport {
        if let refusal = ImportKind.refusalOfImport(to: actor) {
            throw actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
        }
        if sides != nil, kind != .calls { throw Problem.invalid("sides", "imports.sides.only_calls") }
        let start = ContinuousClock.now
        guard let prepared = await Self.offPool({ kind.read(files, sides, progress) }) else {
            return try await importTopics(files, dryRun: dryRun, as: actor)
        }
        var report: ImportReport
        if !prepared.report.issues.isEmpty {
            report = prepared.report
        } else if dryRun {
            let (now, ids) = (clock(), { @Sendable [self] in newID($0, at: clock()) })
            report = try await read { tx in try prepared.planned(in: tx, at: now, newID: ids).report }
        } else {
            progress("imports.comparing", 0)
            report = try await carryOut(prepared, as: actor, since: start, progress: progress)
        }
        report.seconds = start.duration(to: .now).seconds
        return report
    }

    /// Compares in a snapshot, so that others go on writing meanwhile, and writes if nothing was written since. In an
    /// office too busy for that, the third attempt compares while the others wait.
    private func carryOut(
        _ source: any ImportSource, as actor: Actor, since start: ContinuousClock.Instant,
        progress: @escaping ImportProgress
    ) async throws -> ImportReport {
        let mostSnapshots = 2
        for attempt in 0...mostSnapshots {
            let compared: Compared? = attempt == mostSnapshots ? nil : try await compared(source)
            let report: ImportReport? = try await write(as: actor, at: compared?.at) { work in
                try work.require(ImportKind.refusalOfImport(to: actor))
                work.recordNothing()
                if let compared, try work.tx.journalLength() != compared.journalLength { return nil }
                let planned =
                    try compared?.planned
                    ?? source.planned(in: work.tx, at: work.now) { work.newID($0, of: Programme.self).text }
                guard planned.report.issues.isEmpty else { return planned.report }
                progress("imports.writing", 0)
                try work.carryOut(planned.batch, known: planned.known)
                var report = planned.report
                report.isCarriedOut = true
                report.seconds = start.duration(to: .now).seconds
                try work.keep(report)
                return report
            }
            if let report { return report }
        }
        throw Defect("the last attempt of an import compares inside its own transaction")
    }

    private func compared(_ source: any ImportSource) async throws -> Compared {
        let (now, ids) = (clock(), { @Sendable [self] in newID($0, at: clock()) })
        return try await read { tx in
            Compared(
                planned: try source.planned(in: tx, at: now, newID: ids), at: now,
                journalLength: try tx.journalLength())
        }
    }

    /// A scheme of topics, which the vocabulary reads and compares itself: EuroSciVoc.
    private func importTopics(_ files: [ImportFile], dryRun: Bool, as actor: Actor) async throws -> ImportReport {
        let start = ContinuousClock.now
        var report = ImportReport(kind: .topics, files: files.map(\.name))
        var count = ImportCount("topic")
        // Its upper levels lead to the scheme that is always there.
        if !dryRun, ImportKind.refusalOfImport(to: actor) == nil { try await installVocabulary() }
        for file in files {
            let plan: TopicPlan
            do {
                let source = try TableFile.open(bytes: try file.open().readAll(limit: 256 << 20), name: file.name)
                let table = TopicTable(source, scheme: .euroSciVoc)
                plan = try await importTopics(table, dryRun: dryRun || !table.issues.isEmpty, as: actor)
            } catch let error as InterchangeError {
                report.add(ImportIssue(error, in: file))
                continue
            }
            for issue in plan.issues {
                // The vocabulary has a prefix of its own for what is wrong with a file.
                let key = issue.reason.key
                let own = key.hasPrefix("file.") ? "interchange." + key.dropFirst(5) : key
                report.add(
                    ImportIssue(
                        file: file.name, line: issue.line ?? 0, field: issue.field, key: own,
                        values: issue.reason.values))
            }
            count.new += plan.new
            count.changed += plan.changed
            count.unchanged += plan.unchanged
            count.left += plan.kept.count
        }
        report.counts = [count]
        report.seconds = start.duration(to: .now).seconds
        guard !dryRun, report.issues.isEmpty else { return report }
        report.isCarriedOut = true
        let carriedOut = report
        try await write(as: actor) { work in
            try work.require(ImportKind.refusalOfImport(to: actor))
            try work.keep(carriedOut)
        }
        return carriedOut
    }
}

/// What an import would write, when that was found out, and how long the journal was then.
private struct Compared {
    let planned: ImportPlanned
    let at: Moment
    let journalLength: Int
}

extension Transaction {
    /// Lines of the journal: it only grows, so the same length means that nothing was written in between.
    fileprivate func journalLength() throws -> Int { try count("SELECT count(*) FROM journal") }
}

/// Files that were read and wait to be compared with the database.
protocol ImportSource: Sendable {
    /// What is wrong with the files themselves.
    var report: ImportReport { get }
    /// Compares with what is there; `newID` makes ids of a prefix for what is new.
    func planned(in tx: Transaction, at now: Moment, newID: @escaping (String) -> String) throws -> ImportPlanned
}

/// A batch ready to be written, with the identifiers it was checked against and the report of what it would do.
struct ImportPlanned: Sendable {
    let batch: ImportBatch
    let known: IdentifierMap
    let report: ImportReport
}

extension ImportKind {
    /// Reads the files; nil for kinds that another area reads.
    fileprivate func read(
        _ files: [ImportFile], _ sides: ImportFile?, _ progress: ImportProgress
    ) -> (any ImportSource)? {
        switch self {
        case .ror: RORImport(files: files, progress: progress)
        case .cordis: CordisImport(files: files, progress: progress)
        case .calls: CallImport(files: files, sides: sides, progress: progress)
        case .organisations: OrganisationTable(files: files)
        case .people: PersonTable(files: files)
        case .programmes: InventoryTable<CooperationProgramme>(files: files)
        case .mobility: InventoryTable<MobilityScheme>(files: files)
        case .coauthorship: CoauthorshipImport(files: files, progress: progress)
        case .topics: nil
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

extension Programme {
    /// The imports that were carried out, newest first.
    public func importRuns(as actor: Actor) async throws -> [ImportRun] {
        if let refusal = ImportKind.refusalOfImport(to: actor) {
            throw actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
        }
        return try await read { tx in
            try tx.all(ImportRun.self, "SELECT * FROM import_run ORDER BY created_at DESC, id DESC LIMIT 100")
        }
    }

    public func importRun(_ id: String, as actor: Actor) async throws -> ImportRun {
        if let refusal = ImportKind.refusalOfImport(to: actor) {
            throw actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
        }
        let run = try await read { tx in try tx.first(ImportRun.self, "SELECT * FROM import_run WHERE id = \(id)") }
        guard let run else { throw Problem.notFound }
        return run
    }
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
