import Foundation
import Interchange
import Text

/// A table of people whom the organisers register: what each line would do, before it is done.
public struct EventImport: Encodable, Sendable {
    static let columns = ["name", "email", "organisation", "country", "job", "needs", "group"]
    static let most = 5_000
    static let longest = 900_000

    public let lines: [Line]

    public struct Line: Encodable, Sendable {
        /// Where it stands in the table.
        public let line: Int
        public let name: String
        public let email: String
        public let organisation: String
        public let country: String
        let job: String
        let needs: String
        public let group: String
        public var outcome: Outcome
    }

    public enum Outcome: String, Codable, Sendable, CaseIterable {
        case new
        /// The address stands in the table before, or is registered.
        case doubled, registered
        /// Somebody of this name and organisation is registered under another address.
        case alike
        case wrong
    }

    func count(_ outcome: Outcome) -> Int { lines.count { $0.outcome == outcome } }

    /// Those who would be registered; people who are alike only when that was asked for.
    func coming(withAlike: Bool) -> [Line] {
        lines.filter { $0.outcome == .new || (withAlike && $0.outcome == .alike) }
    }

    /// Reads the table and compares it with who is registered. Throws what is wrong with the whole at `table`.
    init(_ text: String, mailboxes: Set<String>, people: Set<String>) throws(Problem) {
        let reader: CSVReader
        do {
            reader = try CSVReader(ByteSource(bytes: Array(text.utf8)))
        } catch { throw .invalid("table", "event_import.unreadable", ["reason": "\(error)"]) }
        for column in ["name", "email"] where !reader.header.columns.contains(column) {
            throw .invalid("table", "event_import.column", ["column": column])
        }
        var (lines, seen, known): ([Line], Set<String>, Set<String>) = ([], mailboxes, people)
        while true {
            let record: Record?
            do { record = try reader.next() } catch {
                throw .invalid("table", "event_import.unreadable", ["reason": "\(error)"])
            }
            guard let record else { break }
            if lines.count == Self.most { throw .invalid("table", "field.many", ["max": String(Self.most)]) }
            var line = Self.line(record)
            let (mailbox, key) = (EmailAddress.folded(line.email), Self.key(line.name, line.organisation))
            if line.outcome == .new {
                if mailboxes.contains(mailbox) {
                    line.outcome = .registered
                } else if seen.contains(mailbox) {
                    line.outcome = .doubled
                } else if known.contains(key) {
                    line.outcome = .alike
                }
                seen.insert(mailbox)
                known.insert(key)
            }
            lines.append(line)
        }
        self.lines = lines
    }

    private static func line(_ record: Record) -> Line {
        func cell(_ name: String) -> String { record.filled(name) ?? "" }
        var given: [String: Given] = [:]
        for column in columns { given[column] = .text(cell(column)) }
        let country = Countries.find(cell("country"))?.code ?? ""
        let fields = Fields(given)
        let (name, email) = (fields.text("name", atLeast: 1, atMost: 200), fields.email("email"))
        let (organisation, job) = (fields.text("organisation", atMost: 300), fields.text("job", atMost: 200))
        let (needs, group) = (fields.text("needs", atMost: 1_000, lines: true), fields.text("group", atMost: 200))
        let isWrong = !fields.issues.isEmpty || (country.isEmpty && !cell("country").isEmpty)
        return Line(
            line: record.line, name: name, email: email, organisation: organisation, country: country, job: job,
            needs: needs, group: group, outcome: isWrong ? .wrong : .new)
    }

    /// What tells people apart where the address does not.
    static func key(_ name: String, _ organisation: String) -> String { folded(name) + "|" + folded(organisation) }
}
