import Database

extension OwnerContact {
    public static func find(_ id: ID<OwnerContact>, in tx: Transaction) throws -> OwnerContact? {
        try tx.first(OwnerContact.self, "SELECT * FROM owner_contact WHERE id = \(id)")
    }
}

extension Programme {
    /// Adds somebody to ask about a record: `name`, `email`, `language`.
    func addContact<Record: StoredRecord>(
        to id: ID<Record>, _ given: [String: Given], as actor: Actor
    ) async throws -> OwnerContact {
        let languages = settings.languages
        return try await write(as: actor) { work in
            let record = try work.load(id, to: .contacts)
            let fields = Fields(given)
            if let made: OwnerContact = try work.made(by: fields) { return made }
            let blank = OwnerContact(
                id: work.newID(OwnerContact.prefix, from: fields), thingKind: Record.kind, thing: record.id.text,
                name: "", email: "", mailbox: "", language: languages.first ?? "en", stoppedAt: nil, version: 0,
                createdAt: work.now, changedAt: work.now)
            let added = try blank.changed(by: fields, languages: languages, at: work.now)
            let others = try work.tx.contacts(of: record.id.text)
            guard !others.contains(where: { $0.mailbox == added.mailbox }) else {
                throw Problem.invalid("email", "inventory.contact.twice")
            }
            guard others.count < OwnerContact.mostOfOne else {
                throw Problem.invalid("", "field.many", ["max": String(OwnerContact.mostOfOne)])
            }
            try work.tx.insert(added, into: "owner_contact")
            try work.record("owner_contact.added", from: nil, to: added)
            return added
        }
    }

    /// Forgets somebody; the path of the record's contacts.
    func removeContact(_ id: ID<OwnerContact>, as actor: Actor) async throws -> String {
        try await write(as: actor) { work in
            let gone = try work.load(id, to: .edit)
            try work.tx.run("DELETE FROM owner_contact WHERE id = \(id)")
            try work.record("owner_contact.removed", from: gone, to: nil)
            return InventoryKind(rawValue: gone.thingKind).map { "\($0.path)/\(gone.thing)/contacts" } ?? "/inventory"
        }
    }

    func contacts<Record: StoredRecord>(of id: ID<Record>, as actor: Actor) async throws -> RecordContacts {
        try await read { tx in
            let record = try tx.see(id, to: .contacts, as: actor)
            return RecordContacts(
                kind: Record.kind, thing: id.text, path: "\(Record.path)/\(id.text)", title: record.title,
                contacts: try tx.contacts(of: id.text))
        }
    }
}

extension Transaction {
    func contacts(of thing: String) throws -> [OwnerContact] {
        try all(OwnerContact.self, "SELECT * FROM owner_contact WHERE thing = \(thing) ORDER BY id")
    }
}

/// The kinds of records that owners keep up to date.
enum InventoryKind: String, CaseIterable {
    case programme = "cooperation_programme"
    case scheme = "mobility_scheme"

    var path: String {
        switch self {
        case .programme: CooperationProgramme.path
        case .scheme: MobilityScheme.path
        }
    }
    var table: SQL {
        switch self {
        case .programme: CooperationProgramme.table
        case .scheme: MobilityScheme.table
        }
    }
}
