import ArgumentParser
import Database
import Foundation

/// `isthmus bench import`: how long the two large imports take into a fresh file, and the same files once more.
struct ImportBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Seconds for the ROR registry and CORDIS's tables into a fresh file, and again.")
    @Option(help: "How many runs.") var runs = 3
    @Option(help: "The folder that holds ror/ and cordis-h2020/.") var data = "../shared/data"
    @Option(help: "A folder for the fresh files.") var at = "var"

    private static let steps: [(name: String, kind: ImportKind, files: [String])] = [
        ("ror", .ror, ["ror/ror_organisations.jsonl.gz"]),
        (
            "cordis", .cordis,
            [
                "cordis-h2020/participations_to_2018.csv.gz", "cordis-h2020/h2020_organisations_2017.csv",
                "cordis-h2020/projects_cn.csv",
            ]
        ),
    ]

    func run() async throws {
        for file in Self.steps.flatMap(\.files) where !FileManager.default.isReadableFile(atPath: "\(data)/\(file)") {
            throw Complaint("\(data)/\(file) cannot be read.")
        }
        var seconds: [String: [Double]] = [:]
        var counts: [String: String] = [:]
        for _ in 0..<runs {
            let folder = at + "/bench-\(ProcessInfo.processInfo.processIdentifier)"
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let programme = try await Programme.open(folder + "/import.db")
            for turn in ["first", "again"] {
                for step in Self.steps {
                    let report = try await programme.runImport(
                        step.kind, step.files.map { .path("\(data)/\($0)") }, dryRun: false, as: .program("bench"))
                    let name = "\(step.name), \(turn)"
                    seconds[name, default: []].append(report.seconds)
                    counts[name] = report.counts.map { "\($0.kind) \($0.new) new, \($0.changed) changed" }.joined(
                        separator: "; ")
                }
            }
            try await programme.store.close()
        }
        for turn in ["first", "again"] {
            for step in Self.steps {
                let name = "\(step.name), \(turn)"
                let median = Sample(seconds[name] ?? []).median.shown(1)
                say("\(name): \(median) s (median of \(runs) runs); \(counts[name] ?? "")")
            }
        }
    }
}
