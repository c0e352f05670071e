/// Who took part in what until a day: all that a prediction of partners may know.
///
/// Organisations, countries, kinds and topics are small numbers from 0; -1 is unknown. Nothing here bears a date: what
/// must not be known yet is left out by whoever makes the history.
public struct PartnerHistory: Sendable, Equatable {
    public struct Organisation: Sendable, Equatable {
        public let country: Int
        public let kind: Int
        /// Stems of what is written about it: name, profile, competences. Without stop words; order does not matter.
        public let words: [String]

        public init(country: Int, kind: Int, words: [String]) {
            (self.country, self.kind, self.words) = (country, kind, words)
        }
    }

    public struct Project: Sendable, Equatable {
        /// Each organisation once.
        public let members: [Int]
        public let topics: [Int]

        public init(members: [Int], topics: [Int]) {
            self.members = Array(Set(members)).sorted()
            self.topics = topics.filter { $0 >= 0 }
        }
    }

    public let organisations: [Organisation]
    public let projects: [Project]

    /// Members are places in `organisations`.
    public init(organisations: [Organisation], projects: [Project]) {
        (self.organisations, self.projects) = (organisations, projects)
    }
}
