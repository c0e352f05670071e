import Interchange

/// A line of an export: a row of a table as a JSON object, or the head of the file.
///
/// A text that is JSON in the very form in which this program writes JSON stands as that JSON; every other text stands
/// as a string. So each line says exactly what the column held: what is an object or a list in the line was that text,
/// what is a string was that string.
enum DataLine {
    /// Grows when the form of the lines changes.
    static let form: Int64 = 1

    static func head(migrations: [String]) -> JSON {
        .object([("isthmus", .integer(form)), ("migrations", JSON(migrations))])
    }

    static func json(of text: String) -> JSON {
        guard let first = text.utf8.first, first == 0x7b || first == 0x5b, let json = try? JSON(parsing: text),
            json.text.utf8.elementsEqual(text.utf8)
        else { return .string(text) }
        return json
    }
}
