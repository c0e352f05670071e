import Foundation
import Indicators
import Interchange
import Testing

/// The table of co-authored works, where it is at hand: in the folder that `ISTHMUS_DATA` names, else beside the
/// project.
private let works: String = {
    let beside = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared/data").path
    let folder = ProcessInfo.processInfo.environment["ISTHMUS_DATA"] ?? beside
    return folder + "/coauthorship/pairs_1990_2015.csv.gz"
}()

/// The same measures by numpy on the same table: `independent.py` beside this file.
@Suite(.enabled(if: Numpy.isAtHand && FileManager.default.isReadableFile(atPath: works)))
struct IndependentTests {
    @Test func `numpy gives the same for every pair of countries and year`() throws {
        let table = try read(works)
        let numpy = try Numpy(works)
        #expect(numpy.countries == table.countries)
        #expect(numpy.years == table.years)
        let measures: [(String, (JointCounts) -> Double?)] = [
            ("salton", { $0.saltonCosine }), ("jaccard", { $0.jaccard }), ("affinity", { $0.affinity }),
            ("intensity", { $0.intensity }), ("activity", { $0.activity }),
            ("symmetric", { $0.activity.map(Activity.symmetric) }),
        ]
        let size = table.countries.count
        let periods = table.years.map { table.period($0...$0) }
        for (name, measure) in measures {
            let theirs = try numpy.numbers(name)
            #expect(theirs.count == periods.count * size * size)
            var comparison = Comparison()
            for (year, period) in periods.enumerated() {
                for first in 0..<size {
                    for second in 0..<size where second != first {
                        comparison.add(
                            measure(period.counts(first, second)), theirs[(year * size + first) * size + second])
                    }
                }
            }
            #expect(comparison.defined > 100_000)
            #expect(comparison.isEqual, "\(name): \(comparison)")
        }
        let abilities = periods.flatMap { period in (0..<size).map { Double(period.partnershipAbility(of: $0)) } }
        let theirAbilities = try numpy.numbers("ability")
        #expect(abilities == theirAbilities)
    }

    @Test func `numpy gives the same bounds of counts and the same trends`() throws {
        let table = try read(works)
        let numpy = try Numpy(works)
        let (lower, upper) = (try numpy.numbers("lower"), try numpy.numbers("upper"))
        var comparison = Comparison()
        for count in lower.indices {
            comparison.add(Bounds.count(count).lower, lower[count])
            comparison.add(Bounds.count(count).upper, upper[count])
        }
        #expect(comparison.defined == 602)
        #expect(comparison.isEqual, "\(comparison)")
        let theirs = try numpy.numbers("growth")
        let size = table.countries.count
        var trends = Comparison()
        for first in 0..<size {
            for second in first + 1..<max(first + 1, size) {
                let growth = Growth(counts: table.series(of: first, and: second), firstYear: table.years.lowerBound)
                let rate = growth.trend().value?.rate
                let place = (first * size + second) * 3
                for (ours, other) in zip([rate?.value, rate?.lower, rate?.upper], theirs[place..<place + 3]) {
                    trends.add(ours, other)
                }
            }
        }
        #expect(trends.defined > 20_000)
        #expect(trends.isEqual, "\(trends)")
    }

    private func read(_ path: String) throws -> PairTable {
        let records = try CSVReader(try ByteSource(path: path)).all()
        let rows = try records.map {
            (try $0.integer("year") ?? 0, try $0.text("a"), try $0.text("b"), try $0.integer("works") ?? 0)
        }
        let countries = Set(rows.flatMap { [$0.1, $0.2] }).sorted()
        let years = rows.map(\.0).sorted()
        let (first, last) = (try #require(years.first), try #require(years.last))
        var table = PairTable(countries: countries, years: first...last)
        for (year, a, b, count) in rows {
            guard let a = table.number(of: a), let b = table.number(of: b) else { continue }
            table.record(count, of: a, and: b, in: year)
        }
        return table
    }
}

/// How far two programs' numbers lie apart.
private struct Comparison: CustomStringConvertible {
    var defined = 0
    /// Defined here and not there, or the other way round.
    var lone = 0
    /// The greatest difference, measured by the number where it is above one.
    var distance = 0.0

    mutating func add(_ ours: Double?, _ theirs: Double) {
        guard let ours, !theirs.isNaN else {
            if (ours == nil) != theirs.isNaN { lone += 1 }
            return
        }
        defined += 1
        distance = max(distance, abs(ours - theirs) / max(1, abs(theirs)))
    }

    var isEqual: Bool { lone == 0 && distance <= 1e-9 }
    var description: String { "\(defined) numbers, greatest difference \(distance), \(lone) on one side only" }
}

/// Runs the script and reads what it wrote.
private struct Numpy {
    let countries: [String]
    let years: ClosedRange<Int>
    private let arrays: [String: [Double]]

    /// The environment of the tests, where it is made; else whatever Python there is.
    private static let python = ProcessInfo.processInfo.environment["ISTHMUS_PYTHON"] ?? "python3"
    static let isAtHand = (try? run(["-c", "import numpy"])) != nil

    init(_ table: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "indicators-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "independent.py").path
        let lines = try Self.run([script, table, folder.path]).split(separator: "\n")
        countries = try #require(lines.first).split(separator: " ").map(String.init)
        let ends = try #require(lines.last).split(separator: " ").compactMap { Int($0) }
        let (first, last) = (try #require(ends.first), try #require(ends.last))
        years = first...last
        var arrays: [String: [Double]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let data = try Data(contentsOf: folder.appending(path: name))
            arrays[name] = data.withUnsafeBytes { bytes in
                stride(from: 0, to: bytes.count, by: 8).map { place in
                    Double(
                        bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
                }
            }
        }
        self.arrays = arrays
    }

    func numbers(_ name: String) throws -> [Double] { try #require(arrays[name]) }

    private struct Failure: Error { let status: Int32 }

    private static func run(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [python] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return String(decoding: data, as: UTF8.self)
    }
}
