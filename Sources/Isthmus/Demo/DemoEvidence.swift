import Foundation

extension DemoProgramme {
    /// Works written together between the countries of the demonstration, made up with a fixed seed: larger countries
    /// write more, neighbours more with each other, and everybody more every year. They come in through the import that
    /// every office has, and one dossier is published with an author's words.
    mutating func addEvidence() async throws {
        let countries = Self.evidenceSizes.map(\.country)
        let last = today.year - 2
        let years = last - 11...last
        var lines = ["year,a,b,works"]
        for year in years {
            var abroad = Dictionary(uniqueKeysWithValues: countries.map { ($0, 0) })
            for (place, one) in Self.evidenceSizes.enumerated() {
                for other in Self.evidenceSizes[(place + 1)...] {
                    let works = jointWorks(one, other, year - years.lowerBound)
                    guard works > 0 else { continue }
                    abroad[one.country, default: 0] += works
                    abroad[other.country, default: 0] += works
                    lines.append("\(year),\(one.country),\(other.country),\(works)")
                    // One in two hundred says something else the other way round, as real tables do.
                    lines.append("\(year),\(other.country),\(one.country),\(number(0...199) == 0 ? works - 1 : works)")
                }
            }
            for country in countries {
                lines.append("\(year),\(country),\(country),\((abroad[country] ?? 0) * 7 / 10)")
            }
        }
        let file = ImportFile.bytes(name: "works-together.csv", Array((lines.joined(separator: "\n") + "\n").utf8))
        let report = try await programme.runImport(.coauthorship, [file], dryRun: false, as: office)
        guard report.isCarriedOut else { throw Defect("the demonstration's works did not come in") }
        _ = try await programme.changeEvidenceSource(
            EvidenceSource.coauthorship,
            [
                "title": .record([
                    "en": .text("Works written together, made up for the demonstration"),
                    "ru": .text("Совместные работы, вымышленные для демонстрации"),
                ]),
                // A name, as a publisher has one in every language.
                "publisher": .text("Isthmus"), "licence": .text("CC0"), "link": .text(""),
                "note": .record([
                    "en": .text("These numbers are invented. Import the real table to see real figures."),
                    "ru": .text("Эти числа вымышлены. Импортируйте настоящую таблицу, чтобы увидеть настоящие данные."),
                ]),
            ], as: office)
        _ = try await programme.createCountryGroup(
            [
                "code": .text("programme-region"),
                "name": .record(["en": .text("Countries of the programme"), "ru": .text("Страны программы")]),
                "members": .text("AM, GE, KZ, KG, UZ, MD"), "validity": .text("since the start of the programme"),
            ], as: office)
        try await publishDossier()
    }

    private mutating func publishDossier() async throws {
        guard let sides = CooperatingSides("AM:DE") else { return }
        let draft = try await programme.beginEdition(of: sides, as: office)
        _ = try await programme.changeEdition(
            draft.id,
            [
                "text": .record([
                    "en": .text("This dossier was prepared for the joint committee."),
                    "ru": .text("Досье подготовлено для совместного комитета."),
                ]),
                "text_coauthorship": .record([
                    "en": .text("Joint work has grown over the years; much of it comes from large consortia."),
                    "ru": .text("За эти годы совместных работ стало больше; многие из них — больших консорциумов."),
                ]),
            ], as: office)
        _ = try await programme.publishEdition(draft.id, as: office)
    }

    struct EvidenceSize: Sendable {
        let country: String
        /// Roughly how much a country writes, and where it lies: neighbours write more with each other.
        let size: Double
        let region: Int
    }

    private mutating func jointWorks(_ one: EvidenceSize, _ other: EvidenceSize, _ year: Int) -> Int {
        let nearness = one.region == other.region ? 2.2 : 1
        let growth = pow(1.07, Double(year))
        let noise = 0.85 + Double(number(0...30)) / 100
        return Int((one.size * other.size * nearness * growth * noise / 12).rounded(.down))
    }

    static let evidenceSizes: [EvidenceSize] = [
        ("AM", 5, 0), ("AT", 18, 1), ("AZ", 5, 0), ("BE", 22, 1), ("BG", 8, 1), ("BY", 5, 2), ("CH", 30, 1),
        ("CZ", 15, 1), ("DE", 70, 1), ("EE", 5, 3), ("ES", 40, 1), ("FI", 16, 3), ("FR", 55, 1), ("GB", 70, 1),
        ("GE", 4, 0), ("GR", 12, 1), ("IT", 50, 1), ("KG", 2, 4), ("KZ", 6, 4), ("LT", 5, 3), ("LV", 3, 3),
        ("MD", 3, 2), ("NL", 32, 1), ("NO", 16, 3), ("PL", 22, 1), ("PT", 16, 1), ("RO", 12, 1), ("RU", 40, 2),
        ("SE", 28, 3), ("TJ", 2, 4), ("TM", 1, 4), ("TR", 20, 0), ("UA", 14, 2), ("US", 95, 5), ("UZ", 3, 4),
    ].map { EvidenceSize(country: $0.0, size: $0.1, region: $0.2) }
}
