import Foundation

/// The legal form of an organisation, as its name carries it: `GmbH`, `ООО`, `Sp. z o.o.`.
public struct LegalForm: Sendable, Hashable {
    /// What forms of many countries have in common.
    public enum Kind: String, Sendable, CaseIterable {
        case jsc, llc, lp, coop, npo, soe, sole, co
    }

    public let kind: Kind
    /// The same for all spellings of one form: `ooo` for `ООО` and `общество с ограниченной ответственностью`.
    public let name: String

    /// A node of the tree of spellings, word by word.
    private struct Node {
        var next: [String: Int] = [:]
        var form: LegalForm?
    }

    private static let tree: [Node] = {
        var nodes = [Node()]
        var head = (kind: Kind.co, name: "")
        for line in LegalFormTable.lines.split(separator: "\n") {
            let parts = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            let words = (parts.first ?? "").split(separator: " ").map(String.init)
            if words.count == 2, let kind = Kind(rawValue: words[0]) { head = (kind, words[1]) }
            for spelling in parts.dropFirst() {
                var place = 0
                for word in NameWords.words(of: spelling).map(\.text) {
                    if let known = nodes[place].next[word] {
                        place = known
                    } else {
                        nodes.append(Node())
                        nodes[place].next[word] = nodes.count - 1
                        place = nodes.count - 1
                    }
                }
                if place > 0, nodes[place].form == nil {
                    nodes[place].form = LegalForm(kind: head.kind, name: head.name)
                }
            }
        }
        return nodes
    }()

    /// The longest form that begins at a word.
    static func match(_ words: [String], at start: Int) -> (form: LegalForm, length: Int)? {
        var place = 0
        var found: (LegalForm, Int)?
        for index in start..<words.count {
            guard let next = tree[place].next[words[index]] else { break }
            place = next
            if let form = tree[place].form { found = (form, index - start + 1) }
        }
        return found
    }

    /// The words of an organisation's name without legal forms at its beginning and end, and the forms. A name that is
    /// nothing but forms is left as it is.
    public static func split(_ name: String) -> (words: [String], forms: [LegalForm]) {
        let (kept, forms) = split(words: NameWords.words(of: name).map(\.text))
        return (kept.words, forms)
    }

    static func split(words: [String]) -> (kept: (words: [String], places: [Int]), forms: [LegalForm]) {
        var isForm = [Bool](repeating: false, count: words.count)
        var forms: [LegalForm] = []
        var place = 0
        while place < words.count {
            guard let (form, length) = match(words, at: place), stands(at: place, length, words, form) else {
                place += 1
                continue
            }
            for index in place..<place + length { isForm[index] = true }
            if !forms.contains(form) { forms.append(form) }
            place += length
        }
        let places = words.indices.filter { !isForm[$0] }
        guard !places.isEmpty else { return ((words, Array(words.indices)), []) }
        return ((places.map { words[$0] }, places), forms)
    }

    /// Short forms are words of names too (`as`, `co`, `sa`): they count only at the end, or at the very beginning in
    /// the languages that put them there; forms of several words or of five letters and more count anywhere.
    private static func stands(at place: Int, _ length: Int, _ words: [String], _ form: LegalForm) -> Bool {
        let letters = words[place..<place + length].reduce(0) { $0 + $1.count }
        if length == 1, letters >= 4, form.kind == .co || form.name == "corp" || form.name == "ltd" {
            return place > 0
        }
        if length > 1 || letters >= 5 { return true }
        if isEnd(place + length, words) { return place > 0 }
        let script = words[place].unicodeScalars.first.flatMap(NameScript.of)
        return place == 0 && (script != .latin || leading.contains(form.name))
    }

    private static let leading: Set<String> = [
        "ooo", "oao", "ao", "pao", "zao", "ano", "fgup", "gup", "fgbu", "fgbou", "fgaou", "srl", "pt", "jsc", "llc",
        "lepl", "tov", "snco", "sia", "uab",
    ]

    /// Whether only legal forms follow.
    private static func isEnd(_ place: Int, _ words: [String]) -> Bool {
        var place = place
        while place < words.count {
            guard let (_, length) = match(words, at: place) else { return false }
            place += length
        }
        return true
    }
}
