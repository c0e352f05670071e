import Database
import Foundation
import Text

/// A topic to choose, as a form names it.
public struct TopicChoice: Decodable, Sendable {
    public let id: String
    public let code: String
    public let name: Multilingual

    /// What stands in the field and in the suggestions: `1.3 Physical sciences`.
    public func text(in language: String) -> String { [code, name.reading(language)].joined(separator: " ") }
}

extension Programme {
    /// The fields of research that are always there, and the named topics besides.
    func topicChoices(with topics: [String]) async throws -> [TopicChoice] {
        try await read { tx in
            try tx.all(
                TopicChoice.self,
                """
                SELECT id, code, name FROM topic WHERE scheme_id = \(TopicScheme.ford.id) OR id IN (\(topics))
                ORDER BY position, id LIMIT 400
                """)
        }
    }
}

extension Transaction {
    /// What was given, with topics that were typed by name or code as their ids; what means none stays as it was
    /// typed, for the rule to complain about. Of two by one name, the field of research comes first.
    func resolvingTopics(_ given: [String: Given]) throws -> [String: Given] {
        var items: [Given] = []
        switch given["topics"] {
        case .list(let list): items = list
        case .text(let text): items = text.split { ",;\n\r".contains($0) }.map { .text(String($0)) }
        default: return given
        }
        var given = given
        given["topics"] = .list(
            try items.enumerated().map { index, item in
                // What is no plain text is left to the rule, and so is more than anybody types.
                guard case .text(let text) = item, index < 60, text.count <= 300,
                    !text.unicodeScalars.contains(where: { $0.value < 32 })
                else { return item }
                let typed = text.trimmingCharacters(in: .whitespaces)
                guard !typed.isEmpty, try Topic.find(ID(typed), in: self) == nil else { return item }
                return try topicID(meantBy: typed).map { .text($0) } ?? item
            })
        return given
    }

    private func topicID(meantBy text: String) throws -> String? {
        let name = folded(text)
        let words = name.split(separator: " ").filter { !$0.allSatisfy(\.isNumber) }.prefix(8)
        let conditions = words.map { "t.words LIKE \("%\($0)%")" as SQL }
        let found = try all(
            TopicChoice.self,
            """
            SELECT t.id, t.code, t.name FROM topic t WHERE t.code = \(text) OR (\(conditions.isEmpty
                ? "1 = 0" : SQL.all(conditions)))
            ORDER BY CASE WHEN t.scheme_id = \(TopicScheme.ford.id) THEN 0 ELSE 1 END, t.position, t.id LIMIT 500
            """)
        for topic in found {
            let names = topic.name.languages.compactMap { topic.name[$0] }
            let isMeant =
                topic.code == text || names.contains { folded($0) == name || folded("\(topic.code) \($0)") == name }
            if isMeant { return topic.id }
        }
        return nil
    }
}
