import Yams

/// Takes the parts of a scheme out of YAML: keeps the place of every part and collects the faults.
final class SchemeReading {
    let file: String
    private(set) var faults: [SchemeFault] = []
    /// By path: `sections.0.questions.2.label.ru`.
    private(set) var places: [String: Mark] = [:]

    init(file: String) { self.file = file }

    func complain(_ mark: Mark?, _ code: SchemeFault.Code, _ values: [String: String] = [:]) {
        faults.append(SchemeFault(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, code, values))
    }

    func keep(_ path: String, _ node: Node) { places[path] = node.mark }

    /// The value of a key or an entry of a list, as text. Nil with a fault for lists, records and nothing.
    func text(_ node: Node, _ path: String) -> String? {
        keep(path, node)
        guard case .scalar(let scalar) = node, !isNothing(scalar) else {
            complain(node.mark, .notScalar)
            return nil
        }
        return scalar.string
    }

    private func isNothing(_ scalar: Node.Scalar) -> Bool {
        scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    func list(_ node: Node, _ path: String) -> [(node: Node, path: String)] {
        keep(path, node)
        guard case .sequence(let sequence) = node else {
            complain(node.mark, .notList)
            return []
        }
        return sequence.enumerated().map { ($0.element, "\(path).\($0.offset)") }
    }

    /// The keys and values of a record, in their order; nil with a fault for anything else.
    func entries(_ node: Node, _ path: String, known: String) -> [(key: String, mark: Mark?, value: Node)]? {
        keep(path, node)
        guard case .mapping(let mapping) = node else {
            complain(node.mark, .notRecord, ["known": known])
            return nil
        }
        var seen: Set<String> = []
        return mapping.compactMap { key, value in
            guard case .scalar(let scalar) = key else {
                complain(key.mark, .notScalar)
                return nil
            }
            guard seen.insert(scalar.string).inserted else {
                complain(key.mark, .doubledKey, ["key": scalar.string])
                return nil
            }
            return (scalar.string, key.mark, value)
        }
    }

    /// A record with these keys and no others; nil with a fault when it is none.
    func record(_ node: Node, _ path: String, _ keys: SchemeKeys) -> SchemeRecord? {
        let known = keys.all.joined(separator: ", ")
        guard let entries = entries(node, path, known: known) else { return nil }
        var values: [String: Node] = [:]
        for (key, mark, value) in entries {
            if keys.all.contains(key) {
                values[key] = value
            } else {
                complain(mark, .unknownKey, ["key": key, "known": known])
            }
        }
        for key in keys.all where keys.required.contains(key) && values[key] == nil {
            complain(node.mark, .missingKey, ["key": key])
        }
        return SchemeRecord(reading: self, path: path, values: values)
    }
}

/// A record of a scheme while it is read: every value with its kind, or nil and, where something else stands there, a
/// fault.
struct SchemeRecord {
    let reading: SchemeReading
    let path: String
    let values: [String: Node]

    func has(_ key: String) -> Bool { values[key] != nil }
    func path(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    func text(_ key: String) -> String? { values[key].flatMap { reading.text($0, path(key)) } }

    private func text<Value>(_ key: String, or code: SchemeFault.Code, _ read: (String) -> Value?) -> Value? {
        guard let text = text(key) else { return nil }
        if let value = read(text) { return value }
        reading.complain(values[key]?.mark, code, ["found": text])
        return nil
    }

    func exact(_ key: String) -> Exact? { text(key, or: .notNumber) { Exact($0) } }
    func date(_ key: String) -> CalendarDate? { text(key, or: .notDate) { CalendarDate($0) } }
    func flag(_ key: String) -> Bool? { text(key, or: .notFlag) { ["true": true, "false": false][$0] } }
    func whole(_ key: String) -> Int? {
        text(key, or: .notWhole) { text in
            text.utf8.count <= 12 && Exact(text)?.decimals == 0 && !text.contains(".") ? Int(text) : nil
        }
    }

    /// One of the values that an enumeration has.
    func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, of type: Choice.Type = Choice.self) -> Choice?
    where Choice.RawValue == String {
        text(key).flatMap { choice($0, at: values[key]?.mark) }
    }

    func choices<Choice: RawRepresentable & CaseIterable>(_ key: String, of type: Choice.Type = Choice.self)
        -> [Choice]?
    where Choice.RawValue == String {
        guard let node = values[key] else { return nil }
        return reading.list(node, path(key)).compactMap { entry, path in
            reading.text(entry, path).flatMap { choice($0, at: entry.mark) }
        }
    }

    private func choice<Choice: RawRepresentable & CaseIterable>(_ text: String, at mark: Mark?) -> Choice?
    where Choice.RawValue == String {
        if let choice = Choice(rawValue: text) { return choice }
        let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        reading.complain(mark, .unknownValue, ["found": text, "known": known])
        return nil
    }

    func texts(_ key: String) -> [String]? {
        guard let node = values[key] else { return nil }
        return reading.list(node, path(key)).compactMap { reading.text($0.node, $0.path) }
    }

    /// A text per language. Which languages there have to be is looked at when the whole form is known.
    func wording(_ key: String) -> Wording? {
        guard let node = values[key], let entries = reading.entries(node, path(key), known: "languages")
        else { return nil }
        var texts: [String: String] = [:]
        for entry in entries { texts[entry.key] = reading.text(entry.value, "\(path(key)).\(entry.key)") }
        return Wording(texts)
    }

    func records(_ key: String, _ keys: SchemeKeys) -> [SchemeRecord] {
        guard let node = values[key] else { return [] }
        return reading.list(node, path(key)).compactMap { reading.record($0.node, $0.path, keys) }
    }
}
