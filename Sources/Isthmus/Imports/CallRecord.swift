import Foundation
import Interchange

/// A record of the Union's portal of calls: its fields, with repaired what is certain.
struct CallRecord: Sendable {
    let code: String
    let programme: String
    let callCode: String
    let callTitle: String
    let title: String
    let text: String
    let objectives: String
    let conditions: String
    let instrument: String
    let instrumentTitle: String
    let theme: String
    let keywords: [String]
    let leastMinor: Int64?
    let mostMinor: Int64?
    let expectedGrants: Int?
    let openingDay: Day?
    let isAnnounced: Bool
    let deadlines: [CallDeadline]
    let portal: String?
    let questions: String?
    let documents: String?

    /// - Parameter reader: collects what is wrong with the record and what was put right.
    init(_ reader: CallRecordReader) {
        code = reader.required("topicId", most: 100)
        programme = reader.required("programme", most: 120)
        callCode = reader.line("callIdentifier", most: 120)
        callTitle = reader.line("callTitle", most: 300)
        title = reader.required("title", most: 500)
        text = reader.text("description")
        objectives = reader.text("objectives")
        conditions = reader.text("topicConditions")
        instrument = reader.line("actionType", most: 60)
        instrumentTitle = reader.line("typesOfAction", most: 200)
        theme = reader.line("cluster", most: 120)
        keywords = reader.keywords(without: [code, callCode])
        (leastMinor, mostMinor) = reader.budget()
        expectedGrants = reader.count("expectedGrants")
        openingDay = reader.day("openingDate")
        isAnnounced = reader.isAnnounced() && openingDay == nil
        deadlines = reader.deadlines()
        portal = reader.address("portalUrl")
        questions = reader.address("qnaUrl")
        documents = reader.address("documentsUrl")
    }

    /// Whether the conditions say no more of countries than the programme's general ones.
    var hasGeneralSides: Bool {
        let plain = conditions.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
        guard let start = plain.range(of: "2. eligible countries"),
            let end = plain.range(of: "3. other eligib", range: start.upperBound..<plain.endIndex)
        else { return false }
        let section = plain[start.upperBound..<end.lowerBound].trimmingCharacters(in: .whitespaces)
        let general = "described in annex b of the work programme general annexes."
        let isGeneral = ["", "as ", "eligible countries are "].contains { section.hasPrefix($0 + general) }
        let isLimited = ["limited to legal entities established in", "must be established in"].contains {
            plain.contains($0)
        }
        return isGeneral && section.hasSuffix("horizon europe programme guide.") && section.count < 420 && !isLimited
    }
}

/// Reads the fields of one record of the portal and collects its issues and repairs.
final class CallRecordReader {
    private let json: JSON
    private(set) var issues: [(field: String, key: String, values: [String: String])] = []
    private(set) var repairs: Set<String> = []

    init(_ json: JSON) { self.json = json }

    private func complain(_ field: String, _ key: String, _ values: [String: String] = [:]) {
        issues.append((field, key, values))
    }

    private func raw(_ field: String) -> String {
        switch json[field] {
        case .string(let text)?: return text
        case nil, .null?: return ""
        default:
            complain(field, "field.type.text")
            return ""
        }
    }

    /// A text of one line.
    func line(_ field: String, most: Int) -> String {
        let text = cleaned(raw(field)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return shortened(text, to: most)
    }

    func required(_ field: String, most: Int) -> String {
        let text = line(field, most: most)
        if text.isEmpty, !issues.contains(where: { $0.field == field }) { complain(field, "field.required") }
        return text
    }

    /// A text in paragraphs.
    func text(_ field: String) -> String { shortened(CallText.paragraphs(cleaned(raw(field))), to: Call.longestText) }

    private func shortened(_ text: String, to most: Int) -> String {
        guard text.utf8.count > most, text.count > most else { return text }
        repairs.insert("imports.repair.shortened")
        return text.prefix(most).trimmingCharacters(in: .whitespaces)
    }

    /// Encoding set right; markup, residue of markup and doubled halves taken away.
    private func cleaned(_ raw: String) -> String {
        var text = raw
        if let repaired = Repair.mojibake(text) {
            repairs.insert("imports.repair.encoding")
            text = repaired
        }
        let plain = CallText.withoutMarkup(text)
        if plain != text { repairs.insert("imports.repair.markup") }
        text = plain
        if let once = CallText.half(text) {
            repairs.insert("imports.repair.doubled")
            text = once
        }
        return text.precomposedStringWithCanonicalMapping.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Divided by commas outside brackets, without codes that stand elsewhere.
    func keywords(without codes: [String]) -> [String] {
        var (words, word, depth) = ([String](), "", 0)
        for character in cleaned(raw("keywords")) {
            depth += character == "(" ? 1 : character == ")" ? -1 : 0
            if character == ",", depth <= 0 {
                words.append(word)
                word = ""
            } else {
                word.append(character)
            }
        }
        var seen = Set(codes)
        let kept = (words + [word]).map { String($0.trimmingCharacters(in: .whitespacesAndNewlines).prefix(120)) }
            .filter { !$0.isEmpty && seen.insert($0).inserted }
        return Array(kept.prefix(60))
    }

    /// What one grant may be, in cents: euros with or without a fraction; zero and nothing are not known.
    func budget() -> (Int64?, Int64?) {
        let (least, most) = (amount("budgetMin"), amount("budgetMax"))
        if let least, let most, least > most { complain("budgetMax", "call.less_than_least") }
        return (least, most)
    }

    private func amount(_ field: String) -> Int64? {
        let money: Money?
        switch json[field] {
        case nil, .null?, .string("")?: return nil
        case .integer(let number)? where (0...90_000_000_000_000).contains(number):
            money = Money(minor: number * 100, currency: "EUR")
        case .number(let number)? where number >= 0 && number < 90_000_000_000_000:
            money = Money(minor: Int64((number * 100).rounded()), currency: "EUR")
        case .string(let text)?: money = Money(text, currency: "EUR", rounding: true)
        default: money = nil
        }
        guard let money, money.minor >= 0 else {
            complain(field, "field.type.money", ["currency": "EUR"])
            return nil
        }
        return money.minor == 0 ? nil : money.minor
    }

    func count(_ field: String) -> Int? {
        switch json[field] {
        case nil, .null?, .integer(0)?, .string("")?: return nil
        case .integer(let number)? where (1...100_000).contains(number): return Int(number)
        default:
            complain(field, "field.type.integer")
            return nil
        }
    }

    func day(_ field: String) -> Day? {
        let text = raw(field)
        guard !text.isEmpty else { return nil }
        guard let day = Day(String(text.prefix(10))) else {
            complain(field, "field.type.day")
            return nil
        }
        return day
    }

    /// Whether the portal calls it forthcoming.
    func isAnnounced() -> Bool {
        let status = raw("callStatus").lowercased()
        guard ["open", "forthcoming", "closed", ""].contains(status) else {
            complain("callStatus", "field.unknown", ["code": String(status.prefix(40))])
            return false
        }
        return status == "forthcoming"
    }

    /// One, or several in a list or in one text: cut-offs, or the stages of a call with two.
    func deadlines() -> [CallDeadline] {
        var texts: [String] = []
        switch json["deadline"] {
        case .array(let items)?: texts = items.map { $0.string ?? "" }
        default: texts = raw("deadline").split { ",;|".contains($0) }.map(String.init)
        }
        let model = raw("deadlineModel").lowercased()
        var moments: Set<Moment> = []
        for text in texts.map({ $0.trimmingCharacters(in: .whitespaces) }) where !text.isEmpty {
            guard let moment = CallText.moment(text) else {
                complain("deadline", "call.deadline.wrong")
                continue
            }
            moments.insert(moment)
        }
        if texts.count > 1, texts.count > moments.count { repairs.insert("imports.repair.doubled") }
        if moments.count > Call.mostDeadlines {
            complain("deadline", "field.many", ["max": String(Call.mostDeadlines)])
        }
        let sorted = moments.sorted()
        return sorted.enumerated().map { index, moment in
            CallDeadline(Self.kind(model, index, of: sorted.count), moment)
        }
    }

    private static func kind(_ model: String, _ index: Int, of count: Int) -> CallDeadline.Kind {
        if model.contains("two-stage"), count <= 2 { return index == 0 ? .firstStage : .secondStage }
        return model.contains("cut-off") || count > 1 ? .cutOff : .single
    }

    func address(_ field: String) -> String? {
        let text = raw(field).trimmingCharacters(in: .whitespaces)
        let lowered = text.lowercased()
        let isWeb = lowered.hasPrefix("https://") || lowered.hasPrefix("http://")
        return isWeb && text.count <= 500 && URL(string: text) != nil ? text : nil
    }
}
