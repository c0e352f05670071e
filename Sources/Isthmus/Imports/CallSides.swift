import Interchange

/// What the general conditions of programmes say of the sides: a table that the program carries, or an office's own.
struct CallSides: Sendable {
    struct Line: Sendable, Equatable {
        let programme: String
        let side: String
        let takesPart: Bool
        let isPaid: Bool
        let payer: String
        let source: String
        let day: Day
        let note: Multilingual
    }

    private(set) var lines: [Line] = []

    /// What was known when this program was made; each line says from where, and as of when.
    static let carried = CallSides(
        VocabularyTable(file: "call-sides.tsv").lines.compactMap { line in
            Day(line["date"]).map { day in
                Line(
                    programme: line["programme"], side: line["side"], takesPart: line["takes_part"] == "1",
                    isPaid: line["is_paid"] == "1", payer: "", source: line["source"], day: day,
                    note: ["en": line["note_en"], "ru": line["note_ru"]])
            }
        })

    init(_ lines: [Line]) { self.lines = lines }

    private static let columns = ["programme", "side", "takes_part", "is_paid", "payer", "source", "date"]
    private static let required = ["programme", "side", "takes_part", "is_paid", "source", "date"]

    /// Reads an office's table; what is wrong with its lines goes into the report.
    init(_ file: ImportFile, _ report: inout ImportReport) {
        let table = ImportTable(
            [file], columns: Self.columns, beginnings: ["note"], required: Self.required, &report)
        var met: Set<[String]> = []
        for row in table.lines {
            let fields = Fields(row.given(plain: Self.columns.filter { $0 != "side" }, multilingual: ["note"]))
            let side = row["side"].flatMap { CallSides.side($0) } ?? ""
            if side.isEmpty {
                let given = row["side"]
                fields.complain("side", given == nil ? "field.required" : "field.unknown", ["code": given ?? ""])
            }
            let line = Line(
                programme: fields.text("programme", atLeast: 1, atMost: 120), side: side,
                takesPart: fields.yesOrNo("takes_part"), isPaid: fields.yesOrNo("is_paid"),
                payer: fields.text("payer", atMost: 200),
                source: fields.text("source", atLeast: 1, atMost: CallRule.longestSource),
                day: fields.day("date", nil) ?? Moment(seconds: 0).day,
                note: fields.multilingual("note", [:], atMost: 1_000))
            if row["date"] == nil { fields.complain("date", "field.required") }
            if line.isPaid, !line.takesPart { fields.complain("is_paid", "call.rule.paid_without_part") }
            if !line.isPaid, !line.payer.isEmpty { fields.complain("payer", "call.rule.payer_without_pay") }
            if !met.insert([line.programme, line.side]).inserted { fields.complain("side", "call.rule.twice") }
            report.add(fields.issues, at: row.place)
            lines.append(line)
        }
    }

    /// A country by any of its codes or names, a group by its code, or `any`.
    private static func side(_ text: String) -> String? {
        CallRule.isSide(text) ? text : Countries.find(text)?.code
    }

    func lines(of programme: String) -> [Line] { lines.filter { $0.programme == programme } }
}

extension Fields {
    /// `1`, `yes`, `0` or `no`; false with a complaint for anything else.
    fileprivate func yesOrNo(_ name: String) -> Bool {
        switch text(name, atMost: 10).lowercased() {
        case "1", "yes", "true", "да": return true
        case "0", "no", "false", "нет": return false
        case "": complain(name, "field.required")
        default: complain(name, "field.type.flag")
        }
        return false
    }
}

/// The rules of calls that follow a table: what is new, what changed, what the table no longer says.
struct RulePlan {
    private let sides: CallSides
    private let known: [ID<Call>: [CallRule]]
    private let now: Moment
    private let newID: () -> String
    private(set) var new: [CallRule] = []
    private(set) var changed: [(before: CallRule, after: CallRule)] = []
    private(set) var gone: [CallRule] = []
    private(set) var count = ImportCount("call_rule")

    init(_ sides: CallSides, _ known: [ID<Call>: [CallRule]], at now: Moment, newID: @escaping () -> String) {
        (self.sides, self.known, self.now, self.newID) = (sides, known, now, newID)
    }

    /// Gives a call the general rules of its programme. A rule that people wrote for a side stays.
    mutating func settle(_ call: ID<Call>, programme: String) {
        var left = Dictionary((known[call] ?? []).map { ($0.side, $0) }) { first, _ in first }
        for line in sides.lines(of: programme) {
            guard let old = left.removeValue(forKey: line.side) else {
                new.append(CallRule.blank(ID(newID()), of: call, at: now).following(line, version: 1, at: now))
                count.new += 1
                continue
            }
            let next = old.following(line, version: old.version, at: old.changedAt)
            if next.says(old) {
                count.unchanged += 1
            } else if !old.isGeneral {
                count.left += 1
            } else {
                changed.append((old, old.following(line, version: old.version + 1, at: now)))
                count.changed += 1
            }
        }
        let dropped = left.values.filter(\.isGeneral).sorted { $0.id < $1.id }
        gone += dropped
        count.changed += dropped.count
    }
}

extension CallRule {
    fileprivate func following(_ line: CallSides.Line, version: Int, at moment: Moment) -> CallRule {
        var next = self
        (next.side, next.takesPart, next.isPaid) = (line.side, line.takesPart, line.isPaid)
        (next.payer, next.payerID, next.note) = (line.payer, nil, line.note)
        (next.source, next.sourceDay, next.isGeneral) = (line.source, line.day, true)
        (next.version, next.changedAt) = (version, moment)
        return next
    }

    fileprivate func says(_ other: CallRule) -> Bool {
        takesPart == other.takesPart && isPaid == other.isPaid && payer == other.payer && note == other.note
            && source == other.source && sourceDay == other.sourceDay
    }
}
