import Database
import Foundation

extension EventMaterial {
    public static func find(_ id: ID<EventMaterial>, in tx: Transaction) throws -> EventMaterial? {
        try tx.first(EventMaterial.self, "SELECT * FROM event_material WHERE id = \(id)")
    }

    static let invariants = [
        Invariant(
            name: "a material is a link or a file",
            offenders: """
                SELECT m.id FROM event_material m LEFT JOIN event_material_file f ON f.material_id = m.id
                WHERE (m.link IS NULL AND m.file_name = '') OR (m.file_name <> '') <> (f.material_id IS NOT NULL)
                """)
    ]
}

extension Programme {
    /// The materials of an event that whoever asks may read: participants by their account, or with the secret way to
    /// their registration.
    public func materials(
        of id: ID<Event>, registration token: String? = nil, as actor: Actor
    ) async throws -> EventMaterials {
        let now = clock()
        return try await read { tx in
            let event = try tx.see(id, as: actor)
            let mayEdit = event.allows(.edit, to: actor)
            let mayTakePart = try tx.takesPart(in: event, token: token, as: actor)
            let all = try tx.all(
                EventMaterial.self, "SELECT * FROM event_material WHERE event_id = \(id) ORDER BY position, id")
            let seesAll = event.allows(.receive, to: actor)
            let shown = all.filter { seesAll || $0.isShown(of: event, mayTakePart: mayTakePart, at: now) }
            return EventMaterials(event: event, items: shown, mayEdit: mayEdit, hidden: all.count - shown.count)
        }
    }

    /// The file of a material that whoever asks may read.
    func materialFile(
        _ id: ID<EventMaterial>, registration token: String?, as actor: Actor
    ) async throws -> (name: String, bytes: [UInt8]) {
        let now = clock()
        return try await read { tx in
            guard let material = try EventMaterial.find(id, in: tx) else { throw Problem.notFound }
            let event = try tx.see(material.eventID, as: actor)
            let mayTakePart = try tx.takesPart(in: event, token: token, as: actor)
            guard
                event.allows(.receive, to: actor) || material.isShown(of: event, mayTakePart: mayTakePart, at: now),
                let content = try tx.value(
                    String.self, "SELECT content FROM event_material_file WHERE material_id = \(id)"),
                let data = Data(base64Encoded: content)
            else { throw Problem.notFound }
            return (material.fileName, Array(data))
        }
    }

    /// Adds a material: `title`, `text`, `link`, `audience`, `from_day`, and a file that came with the form.
    public func addMaterial(
        to event: ID<Event>, _ given: [String: Given], file: Upload? = nil, as actor: Actor
    ) async throws -> EventMaterial {
        try await write(as: actor) { work in
            let event = try work.load(event, to: .edit)
            let fields = Fields(given)
            if let made: EventMaterial = try work.made(by: fields) { return made }
            let count = try work.tx.count("SELECT COUNT(*) FROM event_material WHERE event_id = \(event.id)")
            if count >= EventMaterial.most {
                throw Problem.invalid("", "field.many", ["max": String(EventMaterial.most)])
            }
            let last = try work.tx.value(
                Int.self, "SELECT COALESCE(MAX(position), 0) FROM event_material WHERE event_id = \(event.id)")
            let blank = EventMaterial.blank(
                work.newID(EventMaterial.prefix, from: fields), of: event.id, position: (last ?? 0) + 10, at: work.now)
            let added = try blank.changed(by: fields, file: file, at: work.now)
            try work.tx.insert(added, into: "event_material")
            try work.keep(file, of: added)
            try work.record("event_material.added", from: nil, to: added)
            return added
        }
    }

    public func changeMaterial(
        _ id: ID<EventMaterial>, _ given: [String: Given], file: Upload? = nil, as actor: Actor
    ) async throws -> EventMaterial {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .view)
            _ = try work.load(before.eventID, to: .edit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let after = try before.changed(by: fields, file: file, at: work.now)
            try work.save(after, over: before, in: "event_material", as: "event_material.changed")
            try work.keep(file, of: after)
            return after
        }
    }

    /// The event whose material was taken away.
    @discardableResult
    public func removeMaterial(_ id: ID<EventMaterial>, as actor: Actor) async throws -> ID<Event> {
        try await write(as: actor) { work in
            let gone = try work.load(id, to: .view)
            _ = try work.load(gone.eventID, to: .edit)
            try work.tx.run("DELETE FROM event_material_file WHERE material_id = \(id)")
            try work.tx.run("DELETE FROM event_material WHERE id = \(id)")
            try work.record("event_material.removed", from: gone, to: nil)
            return gone.eventID
        }
    }

    /// A material for its form, with its event.
    func materialToEdit(
        _ id: ID<EventMaterial>, as actor: Actor
    ) async throws -> (material: EventMaterial, event: Event) {
        try await read { tx in
            guard let material = try EventMaterial.find(id, in: tx) else { throw Problem.notFound }
            return (material, try tx.see(material.eventID, to: .edit, as: actor))
        }
    }
}

extension Work {
    /// Keeps a new file in the place of the one that was there, or forgets that one.
    fileprivate func keep(_ file: Upload?, of material: EventMaterial) throws {
        if file != nil || material.fileName.isEmpty {
            try tx.run("DELETE FROM event_material_file WHERE material_id = \(material.id)")
        }
        guard let file else { return }
        let content = Data(file.bytes).base64EncodedString()
        try tx.run(
            "INSERT INTO event_material_file (material_id, content) VALUES (\(material.id), \(content))")
    }
}

extension Transaction {
    /// Whether somebody has a place at an event: by their account, or with the secret way to their registration.
    func takesPart(in event: Event, token: String?, as actor: Actor) throws -> Bool {
        if let token, SignedToken(token) != nil {
            let one = try registration(signed: token, for: EventLetters.own)
            if one.eventID == event.id, one.status == .confirmed { return true }
        }
        guard let account = actor.account else { return false }
        return try count(
            """
            SELECT COUNT(*) FROM event_registration WHERE event_id = \(event.id) AND account_id = \(account)
            AND status = 'confirmed'
            """) > 0
    }
}
