import Database

/// One's own calendar: what every area knows of where and when somebody has to be. Later areas add theirs, as meetings,
/// when the program starts.
enum OwnCalendar {
    /// For whom a calendar is written, and how.
    struct Reader: Sendable {
        let account: ID<Account>
        /// Who they are in the directory.
        let person: ID<Person>?
        let words: Words
        /// Where the site stands, without a slash at the end.
        let address: String
        let now: Moment
        /// What is over for longer is left out.
        let since: Moment
        /// With the agendas of the events where they have a place.
        let withAgendas: Bool
    }

    /// What one area knows.
    struct Source: Sendable {
        /// Told apart from other areas' by it.
        let name: String
        let entries: @Sendable (_ tx: Transaction, _ reader: Reader) throws -> [ICalendar.Entry]
    }

    /// What is over stays in it for so many days.
    static let daysBack = 180
    static let purpose = "calendar"

    private static let added = Added<Source>()

    /// Adds a source, in the place of one of the same name.
    static func add(_ source: Source) { added.add(source, as: source.name) }

    /// Everything that all areas know, in the order of time.
    static func entries(in tx: Transaction, for reader: Reader) throws -> [ICalendar.Entry] {
        try added.all.flatMap { try $0.entries(tx, reader) }
            .sorted { ($0.start, $0.id) < ($1.start, $1.id) }
    }
}
