import Foundation
import Yams

/// The text of a scheme before anybody knows what it says: bytes to YAML nodes.
enum SchemeText {
    /// Bytes.
    static let limit = 1 << 20

    /// The one document in the text. Throws a single fault where it is none.
    static func node(_ bytes: some Collection<UInt8>, file: String) throws(SchemeFaults) -> Node {
        let fault = { (line: Int, column: Int, code: SchemeFault.Code, values: [String: String]) in
            SchemeFaults([SchemeFault(file: file, line: line, column: column, code, values)])
        }
        guard bytes.count <= limit else {
            throw fault(1, 1, .tooLarge, ["max": "\(limit)", "found": "\(bytes.count)"])
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let place = firstBroken(in: bytes)
            throw fault(place.line, place.column, .notText, [:])
        }
        if let alias = alias(in: text) { throw fault(alias.line, alias.column, .alias, ["name": alias.name]) }
        do {
            guard let node = try Parser(yaml: text, encoding: .utf8).singleRoot() else {
                throw fault(1, 1, .empty, [:])
            }
            return node
        } catch let faults as SchemeFaults {
            throw faults
        } catch let error as YamlError {
            throw SchemeFaults([SchemeText.fault(error, text, file)])
        } catch {
            throw fault(1, 1, .notYAML, ["problem": "\(error)"])
        }
    }

    private static func fault(_ error: YamlError, _ text: String, _ file: String) -> SchemeFault {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let whole = [context?.text, problem].compactMap(\.self).joined(separator: ", ")
            return SchemeFault(file: file, line: mark.line, column: mark.column, .notYAML, ["problem": whole])
        case .duplicatedKeysInMapping(let keys, let context):
            return SchemeFault(
                file: file, line: context.mark.line, column: context.mark.column, .doubledKey,
                ["key": keys.joined(separator: "”, “")])
        case .reader(let problem, let offset, _, _):
            let place = place(after: text.prefix(offset ?? 0).unicodeScalars)
            return SchemeFault(file: file, line: place.line, column: place.column, .notYAML, ["problem": problem])
        default: return SchemeFault(file: file, line: 1, column: 1, .notYAML, ["problem": "\(error)"])
        }
    }

    private static func place(after scalars: some Sequence<Unicode.Scalar>) -> (line: Int, column: Int) {
        scalars.reduce((line: 1, column: 1)) { place, scalar in
            scalar == "\n" ? (place.line + 1, 1) : (place.line, place.column + 1)
        }
    }

    /// Where the bytes stop being UTF-8.
    private static func firstBroken(in bytes: some Collection<UInt8>) -> (line: Int, column: Int) {
        var parser = Unicode.UTF8.ForwardParser()
        var rest = bytes.makeIterator()
        var scalars: [Unicode.Scalar] = []
        while case .valid(let encoded) = parser.parseScalar(from: &rest) {
            scalars.append(Unicode.UTF8.decode(encoded))
        }
        return place(after: scalars)
    }

    /// An alias whose anchor is in the text too. A few anchors in each other can mean more nodes than any machine
    /// holds, so they are found before the text is composed. Such words in a text that is no YAML are as good as never
    /// written; where they are, quotes do not help, another word does.
    private static func alias(in text: String) -> (name: String, line: Int, column: Int)? {
        let bytes = Array(text.utf8)
        var anchors: Set<String> = []
        var aliases: [(name: String, offset: Int)] = []
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*") {
            guard index == 0 || " \t\r\n[{,:".utf8.contains(bytes[index - 1]) else { continue }
            let letters = bytes[(index + 1)...].prefix { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45
                    || byte == 95
            }
            guard !letters.isEmpty else { continue }
            let name = String(decoding: letters, as: UTF8.self)
            if byte == UInt8(ascii: "&") { anchors.insert(name) } else { aliases.append((name, index)) }
        }
        guard let first = aliases.first(where: { anchors.contains($0.name) }) else { return nil }
        let place = place(after: String(decoding: bytes[..<first.offset], as: UTF8.self).unicodeScalars)
        return (first.name, place.line, place.column)
    }
}
