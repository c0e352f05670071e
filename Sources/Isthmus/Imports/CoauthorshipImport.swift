import Database
import Indicators
import Interchange

/// Works written together, by pairs of countries and years, as they are published: one direction or both, a country
/// with itself for all its works with partners abroad. A second file may say how many partners each country had.
struct CoauthorshipImport: ImportSource {
    private struct Cell: Hashable {
        let first: String
        let second: String
        let year: Int
    }

    var report: ImportReport
    private var pairs: [Cell: Int] = [:]
    /// What the first direction said, to notice a second one that differs, and a row that stands there twice.
    private var said: [Cell: Int] = [:]
    private var differing: Set<Cell> = []
    private var works: [Cell: Int] = [:]
    /// Countries of a year that stand with themselves among the pairs: what is said of partners counts that row too.
    private var diagonal: Set<Cell> = []
    private var partners: [Cell: (count: Int, place: ImportPlace)] = [:]
    private var unmatched: [String: Int] = [:]
    private var rowsRead = 0
    private var rowsUnmatched = 0

    init(files: [ImportFile], progress: ImportProgress) {
        report = ImportReport(kind: .coauthorship, files: files.map(\.name))
        for file in files {
            do { try read(file, progress) } catch let error as InterchangeError {
                report.add(ImportIssue(error, in: file))
            } catch { report.add(ImportIssue(file: file.name, line: 0, field: "", key: "imports.unreadable")) }
        }
    }

    private mutating func read(_ file: ImportFile, _ progress: ImportProgress) throws {
        let source = try CSVReader(try file.open())
        let columns = Set(source.header.columns)
        let isPairs = columns.isSuperset(of: ["year", "a", "b", "works"])
        guard isPairs || columns.isSuperset(of: ["year", "country", "coauthored_works"]) else {
            return report.add(ImportIssue(file: file.name, line: 1, field: "", key: "imports.unknown_table"))
        }
        var faults = 0
        while true {
            do {
                guard let record = try source.next() else { break }
                rowsRead += 1
                if isPairs { readPair(record, file) } else { readCountry(record, file) }
                if rowsRead % 20_000 == 0 { progress("imports.reading", source.progress) }
            } catch let error as InterchangeError {
                report.add(ImportIssue(error, in: file))
                faults += 1
                if faults > ImportReport.mostIssues || !error.isPassing { break }
            }
        }
    }

    /// A year and a number of works; nil, with what is wrong, for a row that has none.
    private mutating func figures(
        _ record: Record, _ column: String, _ place: ImportPlace
    ) -> (year: Int, works: Int)? {
        var issues: [Problem.Issue] = []
        func number(_ name: String, in range: ClosedRange<Int>) -> Int? {
            let text = record.filled(name) ?? ""
            if let number = Int(text), range.contains(number) { return number }
            issues.append(
                text.isEmpty
                    ? .init(name, "field.required")
                    : Int(text) == nil
                        ? .init(name, "imports.not_a_number", ["value": text])
                        : .init(
                            name, "field.range", ["min": String(range.lowerBound), "max": String(range.upperBound)]))
            return nil
        }
        let year = number("year", in: 1_800...2_200)
        let works = number(column, in: 0...1_000_000_000)
        guard let year, let works else {
            report.add(issues, at: place)
            return nil
        }
        return (year, works)
    }

    /// The code of a country; nil, counted, where nobody knows it.
    private mutating func country(_ record: Record, _ column: String, _ place: ImportPlace) -> String? {
        let text = record.filled(column) ?? ""
        guard let known = Countries.find(text) else {
            unmatched[text, default: 0] += 1
            return nil
        }
        if known.code != text { report.repaired("imports.repair.country", at: place.text) }
        return known.code
    }

    private mutating func readPair(_ record: Record, _ file: ImportFile) {
        let place = ImportPlace(file: file.name, line: record.line)
        guard let (year, count) = figures(record, "works", place) else { return }
        guard let a = country(record, "a", place), let b = country(record, "b", place) else {
            rowsUnmatched += 1
            return report.repaired("imports.repair.unmatched_country", at: place.text)
        }
        let direction = Cell(first: a, second: b, year: year)
        if let before = said[direction] {
            if before != count { return report.add([.init("works", "imports.twice")], at: place) }
            return report.repaired("imports.repair.double", at: place.text)
        }
        said[direction] = count
        if a == b {
            works[direction] = count
            if count > 0 { diagonal.insert(direction) }
            return
        }
        let cell = Cell(first: min(a, b), second: max(a, b), year: year)
        if let other = pairs[cell], other != count {
            differing.insert(cell)
            report.repaired("imports.repair.direction", at: place.text)
        }
        pairs[cell] = max(pairs[cell] ?? 0, count)
    }

    private mutating func readCountry(_ record: Record, _ file: ImportFile) {
        let place = ImportPlace(file: file.name, line: record.line)
        guard let (year, count) = figures(record, "coauthored_works", place) else { return }
        guard let own = country(record, "country", place) else {
            rowsUnmatched += 1
            return report.repaired("imports.repair.unmatched_country", at: place.text)
        }
        let cell = Cell(first: own, second: own, year: year)
        if let before = works[cell], before != count {
            report.repaired("imports.repair.contradiction", at: place.text)
        }
        // Nothing in a year is said by no row.
        if count > 0 { works[cell] = max(works[cell] ?? 0, count) }
        if let partners = record.filled("partner_countries").flatMap({ Int($0) }) {
            self.partners[cell] = (partners, place)
        }
    }

    func planned(in tx: Transaction, at now: Moment, newID: @escaping (String) -> String) throws -> ImportPlanned {
        var (batch, report) = (ImportBatch(), report)
        guard report.issues.isEmpty else {
            return ImportPlanned(batch: batch, known: IdentifierMap(), report: report)
        }
        var (pairCount, countryCount) = (ImportCount("pair_year"), ImportCount("country_year"))
        var (known, total): ([Cell: Int], Int) = ([:], 0)
        try tx.each("SELECT country_a, country_b, year, works FROM pair_year") { row in
            known[Cell(first: try row.at(0), second: try row.at(1), year: try row.at(2))] = try row.at(3)
        }
        total = known.count
        for (cell, count) in pairs where count > 0 || known[cell] != nil {
            let line = PairYear(countryA: cell.first, countryB: cell.second, year: cell.year, works: count)
            if batch.note(line, was: known[cell], &pairCount) { total += 1 }
        }
        var (alone, countryTotal): ([Cell: Int], Int) = ([:], 0)
        try tx.each("SELECT country, year, works FROM country_year") { row in
            let own: String = try row.at(0)
            alone[Cell(first: own, second: own, year: try row.at(1))] = try row.at(2)
        }
        countryTotal = alone.count
        for (cell, count) in works {
            let line = CountryYear(country: cell.first, year: cell.year, works: count)
            if batch.note(line, was: alone[cell], &countryCount) { countryTotal += 1 }
        }
        report.counts = [pairCount, countryCount]
        try keepSource(&batch, report, (total, countryTotal), in: tx, at: now, newID)
        batch.sortEvidence()
        return ImportPlanned(batch: batch, known: IdentifierMap(), report: report)
    }

    /// The registry's entry: what the source is now, once this came in.
    private func keepSource(
        _ batch: inout ImportBatch, _ report: ImportReport, _ totals: (pairs: Int, countries: Int),
        in tx: Transaction, at now: Moment, _ newID: (String) -> String
    ) throws {
        let before = try tx.evidenceSource(EvidenceSource.coauthorship)
        guard report.isChange || before == nil else { return }
        var next = before ?? .blank(ID(newID(EvidenceSource.prefix)), at: now)
        let years = pairs.keys.map(\.year) + works.keys.map(\.year)
        guard let first = years.min(), let last = years.max() else { return }
        let isFirst = before == nil || before?.pairYears == 0
        next.firstYear = isFirst ? first : min(next.firstYear, first)
        next.lastYear = isFirst ? last : max(next.lastYear, last)
        var countries = Set(
            try tx.column(
                String.self,
                """
                SELECT country_a FROM pair_year UNION SELECT country_b FROM pair_year UNION SELECT country
                FROM country_year
                """))
        for cell in pairs.keys { countries.formUnion([cell.first, cell.second]) }
        countries.formUnion(works.keys.map(\.first))
        (next.countries, next.pairYears, next.countryYears) = (countries.count, totals.pairs, totals.countries)
        (next.rowsRead, next.rowsUnmatched) = (rowsRead, rowsUnmatched)
        next.unmatched = unmatched.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(30).map(\.key)
        (next.directionsDiffer, next.partnersDiffer) = (differing.count, partnersDiffering)
        next.files = report.files
        // The figures are as old as their last year, whenever they are brought in.
        next.asOf = min(Day("\(next.lastYear)-12-31") ?? now.day, now.day)
        next.importedAt = now
        (next.version, next.changedAt) = (next.version + 1, now)
        batch.sources.append((before, next))
    }

    /// Countries of a year whose partners in the pairs are not as many as the other file says, which counts a country's
    /// row with itself as one of them.
    private var partnersDiffering: Int {
        guard !partners.isEmpty, !pairs.isEmpty else { return 0 }
        var met: [Cell: Int] = [:]
        for (cell, count) in pairs where count > 0 {
            for own in [cell.first, cell.second] {
                met[Cell(first: own, second: own, year: cell.year), default: 0] += 1
            }
        }
        for cell in diagonal { met[cell, default: 0] += 1 }
        return partners.count { met[$0.key, default: 0] != $0.value.count }
    }
}

extension ImportBatch {
    /// Whether it is new. What is there already in the same number is left alone.
    fileprivate mutating func note(_ line: PairYear, was before: Int?, _ count: inout ImportCount) -> Bool {
        guard let before else {
            newPairYears.append(line)
            count.new += 1
            return true
        }
        if before == line.works {
            count.unchanged += 1
        } else {
            changedPairYears.append(line)
            count.changed += 1
        }
        return false
    }

    fileprivate mutating func note(_ line: CountryYear, was before: Int?, _ count: inout ImportCount) -> Bool {
        guard let before else {
            newCountryYears.append(line)
            count.new += 1
            return true
        }
        if before == line.works {
            count.unchanged += 1
        } else {
            changedCountryYears.append(line)
            count.changed += 1
        }
        return false
    }

    fileprivate mutating func sortEvidence() {
        newPairYears.sort { ($0.countryA, $0.countryB, $0.year) < ($1.countryA, $1.countryB, $1.year) }
        newCountryYears.sort { ($0.country, $0.year) < ($1.country, $1.year) }
    }
}

extension Work {
    /// Writes figures about countries. The journal has a line for the source, not one for every number.
    func carryOutEvidence(_ batch: ImportBatch) throws {
        try tx.insert(all: batch.newPairYears, into: "pair_year")
        try tx.insert(all: batch.newCountryYears, into: "country_year")
        for line in batch.changedPairYears {
            try tx.run(
                """
                UPDATE pair_year SET works = \(line.works) WHERE country_a = \(line.countryA)
                AND country_b = \(line.countryB) AND year = \(line.year)
                """)
        }
        for line in batch.changedCountryYears {
            try tx.run(
                """
                UPDATE country_year SET works = \(line.works) WHERE country = \(line.country)
                AND year = \(line.year)
                """)
        }
        for (before, after) in batch.sources {
            if let before {
                try save(after, over: before, in: "evidence_source", as: "evidence_source.imported")
            } else {
                try tx.insert(after, into: "evidence_source")
                try record("evidence_source.imported", from: nil, to: after)
            }
        }
    }
}
