import Yams

/// A part of a programme that is written as text. The key `kind` at its top says which.
public enum Scheme: Sendable {
    case form(ReadForm)
    case programme(ReadProgramme)

    public enum Kind: String, Sendable, CaseIterable { case form, programme }

    /// Throws every fault of the text with its line and column.
    public init(yaml: some Collection<UInt8>, file: String) throws(SchemeFaults) {
        let node = try SchemeText.node(yaml, file: file)
        let reading = SchemeReading(file: file)
        let known = Kind.allCases.map(\.rawValue).joined(separator: ", ")
        guard let entries = reading.entries(node, "", known: "kind, …") else { throw SchemeFaults(reading.faults) }
        guard let named = entries.first(where: { $0.key == "kind" }) else {
            reading.complain(node.mark, .missingKey, ["key": "kind"])
            throw SchemeFaults(reading.faults)
        }
        switch named.value.scalar.flatMap({ Kind(rawValue: $0.string) }) {
        case .form: self = .form(try ReadForm(node, file: file))
        case .programme: self = .programme(try ReadProgramme(node, file: file))
        case nil:
            let found = named.value.scalar?.string ?? ""
            reading.complain(named.value.mark, .unknownValue, ["found": found, "known": known])
            throw SchemeFaults(reading.faults)
        }
    }
}
