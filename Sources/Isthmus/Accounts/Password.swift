import Foundation

/// The rules of a password: long enough, not the holder's own name, not one letter many times. No rule asks for signs
/// or digits, since such rules make passwords worse.
enum Password {
    static let shortest = 10
    static let longest = 200

    /// Different keyboards write one text in different ways; all of them count as the same password.
    static func normal(_ password: String) -> String { password.precomposedStringWithCompatibilityMapping }

    /// Why the password does not do; nil when it does. `own` are texts that everybody knows of the holder.
    static func fault(of password: String, of own: [String]) -> Problem.Reason? {
        if password.isEmpty { return Problem.Reason("field.required") }
        if password.count < shortest { return Problem.Reason("password.short", ["min": String(shortest)]) }
        if password.count > longest { return Problem.Reason("password.long", ["max": String(longest)]) }
        let folded = normal(password).lowercased()
        if Set(folded).count < 5 || isRow(folded) { return Problem.Reason("password.plain") }
        let isOwn = own.contains { text in
            let name = text.lowercased()
            let local = name.split(separator: "@").first.map(String.init) ?? name
            return local.count >= 3 && (folded == name || folded.replacing(local, with: "").count < 4)
        }
        if isOwn || common.contains(where: { folded.replacing($0, with: "").count < 3 }) {
            return Problem.Reason("password.known")
        }
        return nil
    }

    /// Letters or digits that each follow the one before: `1234567890`, `abcdefghij`.
    private static func isRow(_ text: String) -> Bool {
        let scalars = text.unicodeScalars.map { Int($0.value) }
        let steps = zip(scalars, scalars.dropFirst()).filter { $1 - $0 == 1 || $1 - $0 == -1 || $1 == $0 }.count
        return steps >= scalars.count - 2
    }

    /// What guessers try first; alone or with a sign or two.
    private static let common = [
        "password", "passw0rd", "qwerty", "qwertyuiop", "1q2w3e4r5t", "iloveyou", "administrator", "welcome", "letmein",
        "йцукен", "йцукенгшщз", "пароль", "isthmus",
    ]
}
