import Foundation

/// What an event leaves to be read: slides, a guide, a recording; as a link, a file or both, for everybody or for those
/// who take part.
public struct EventMaterial: Governed {
    public static let kind = "event_material"
    public static let prefix = "mt"
    static let most = 200
    /// Of one file, in bytes: files are kept in the database.
    static let mostBytes = 20 << 20

    public let id: ID<EventMaterial>
    public let eventID: ID<Event>
    public var title: Multilingual
    public var text: Multilingual
    public var link: String?
    /// Empty without a file.
    public var fileName: String
    public var fileSize: Int
    public var audience: Audience
    /// Shown from this day on, by the clocks of the event; nil for at once.
    public var fromDay: Day?
    public var position: Int
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Audience: String, Codable, Sendable, CaseIterable { case everybody, participants }

    public enum Permission: String, PermissionSet { case view }

    /// Whether it is shown depends on the event, the day and who takes part: `isShown` says it, and the verbs ask.
    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? { nil }

    /// Whether it is shown to somebody who takes part or not; those who keep the event see it always.
    func isShown(of event: Event, mayTakePart: Bool, at now: Moment) -> Bool {
        if let fromDay, event.clock.time(at: now).day < fromDay { return false }
        return audience == .everybody || mayTakePart
    }

    static func blank(_ id: ID<EventMaterial>, of event: ID<Event>, position: Int, at now: Moment) -> EventMaterial {
        EventMaterial(
            id: id, eventID: event, title: [:], text: [:], link: nil, fileName: "", fileSize: 0, audience: .everybody,
            fromDay: nil, position: position, version: 0, createdAt: now, changedAt: now)
    }

    /// The material after what a form or a body gave; throws every issue. `file` came with the form.
    func changed(by fields: Fields, file: Upload?, at now: Moment) throws(Problem) -> EventMaterial {
        var next = self
        next.title = fields.multilingual("title", title, atMost: 300, isRequired: true, lines: false)
        next.text = fields.multilingual("text", text, atMost: 4_000)
        next.link = fields.webAddress("link", link)
        next.audience = fields.choice("audience", audience) ?? audience
        next.fromDay = fields.day("from_day", fromDay)
        next.position = fields.integer("position", position, in: 0...10_000) ?? position
        if fields.flag("no_file", false) { (next.fileName, next.fileSize) = ("", 0) }
        // Without the file itself, a browser sends what it is called.
        if file == nil, !fields.text("file", atMost: 200).isEmpty {
            fields.complain("file", "event_material.not_sent")
        }
        if let file {
            (next.fileName, next.fileSize) = (Self.name(file.name), file.bytes.count)
            if file.bytes.count > Self.mostBytes {
                fields.complain("file", "event_material.large", ["most": String(Self.mostBytes >> 20)])
            }
        }
        if next.link == nil, next.fileName.isEmpty, !fields.issues.contains(where: { $0.field == "link" }) {
            fields.complain("link", "event_material.nothing")
        }
        try fields.finish()
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }

    /// What a file is called, without what cannot stand in a name.
    static func name(_ name: String) -> String {
        let last = name.split(whereSeparator: { "/\\".contains($0) }).last.map(String.init) ?? ""
        let plain = last.unicodeScalars.filter { $0.value >= 32 && !"\"<>|:*?".unicodeScalars.contains($0) }
        let text = String(String.UnicodeScalarView(plain)).trimmingCharacters(in: .whitespaces).suffix(150)
        return text.isEmpty ? "file" : String(text)
    }
}

/// The materials of an event as somebody sees them.
public struct EventMaterials: Sendable {
    public let event: Event
    public let items: [EventMaterial]
    public let mayEdit: Bool
    /// How many more there are for those who take part, or from a later day on.
    public let hidden: Int
}
