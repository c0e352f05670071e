import Database

extension MailKind: ColumnValue {}

extension Transaction {
    /// The key of links; nil while no link was ever signed.
    func mailKey() throws -> MailKey? {
        try value(String.self, "SELECT secret FROM mail_key WHERE id = 'links'").map { MailKey(secret: $0) }
    }

    /// What a reader stopped.
    func stops(of reader: String) throws -> [(stop: MailStop, about: String)] {
        try rows("SELECT kind, about FROM mail_stop WHERE reader = \(reader) ORDER BY kind, about").compactMap { row in
            guard let stop = MailStop(rawValue: try row.get("kind")) else { return nil }
            return (stop, try row.get("about"))
        }
    }

    /// Whether a reader wants no mail of a kind, or none about one thing.
    func isStopped(_ kind: MailKind, about: String, for reader: String) throws -> Bool {
        try stops(of: reader).contains { stop, thing in
            stop == .all || (stop.rawValue == kind.rawValue && (thing.isEmpty || thing == about))
        }
    }

    func isSuspended(_ mailbox: String) throws -> Bool {
        try count("SELECT COUNT(*) FROM mail_suspension WHERE mailbox = \(mailbox) AND lifted_at IS NULL") > 0
    }

    /// What is known of the readers of many mails, asked once.
    func mailing(_ key: MailKey) throws -> Mailing {
        var stops: Set<String> = []
        try each("SELECT reader, kind, about FROM mail_stop") { row in
            stops.insert([try row.at(0), try row.at(1), try row.at(2)].joined(separator: " "))
        }
        let suspended = try column(String.self, "SELECT mailbox FROM mail_suspension WHERE lifted_at IS NULL")
        return Mailing(key: key, stops: stops, suspended: Set(suspended))
    }
}

/// Who wants which mails and who can get any, as known at one moment.
struct Mailing: Sendable {
    let key: MailKey
    /// Reader, kind and thing.
    fileprivate let stops: Set<String>
    fileprivate let suspended: Set<String>

    fileprivate init(key: MailKey, stops: Set<String>, suspended: Set<String>) {
        (self.key, self.stops, self.suspended) = (key, stops, suspended)
    }

    /// Why an address gets no mail of a kind; nil where it does.
    func obstacle(_ kind: MailKind, about: String, to address: String) -> MailFate? {
        guard let address = MailAddress(address) else { return .unwritable }
        let reader = key.reader(of: address.mailbox)
        let isStopped =
            stops.contains("\(reader) all ") || stops.contains("\(reader) \(kind.rawValue) ")
            || (!about.isEmpty && stops.contains("\(reader) \(kind.rawValue) \(about)"))
        return isStopped ? .stopped : suspended.contains(address.mailbox) ? .suspended : nil
    }
}

extension Work {
    /// The key of links, made when the first one is signed.
    func mailKey() throws -> MailKey {
        if let key = try tx.mailKey() { return key }
        let secret = Token.random().text
        try tx.run("INSERT INTO mail_key (id, secret, created_at) VALUES ('links', \(secret), \(now))")
        return MailKey(secret: secret)
    }

    /// Queues a mail that its reader can do without, with a signed link by which they stop such mails: none of the
    /// kind, or none about one thing (`about` in that link; the draft's own `about` says what the mail speaks of).
    @discardableResult
    public func send(
        _ draft: MailDraft, as kind: MailKind, about: String = "", of programme: Programme
    ) throws -> MailFate {
        guard let address = MailAddress(draft.to) else { return .unwritable }
        let key = try mailKey()
        let reader = key.reader(of: address.mailbox)
        guard try !tx.isStopped(kind, about: about, for: reader) else { return .stopped }
        guard try !tx.isSuspended(address.mailbox) else { return .suspended }
        return .queued(try queue(draft, as: kind, about: about, reader: reader, key, programme))
    }

    /// The same for one of many, of whose readers is known what has to be.
    func send(
        _ draft: MailDraft, as kind: MailKind, about: String, _ mailing: Mailing, of programme: Programme
    ) throws -> MailFate {
        if let obstacle = mailing.obstacle(kind, about: about, to: draft.to) { return obstacle }
        let reader = mailing.key.reader(of: draft.to)
        return .queued(try queue(draft, as: kind, about: about, reader: reader, mailing.key, programme))
    }

    private func queue(
        _ draft: MailDraft, as kind: MailKind, about: String, reader: String, _ key: MailKey, _ programme: Programme
    ) throws -> ID<Mail> {
        let words = Words(draft.language)
        let link = StopLink(kind, about: about, reader: reader, at: now).text(key)
        var draft = draft
        draft.kind = kind
        draft.stop = MailDraft.Link(
            words(about.isEmpty ? "mail.stop.\(kind.rawValue).link" : "mail.stop.this.link"),
            programme.settings.address + "/stop/" + link)
        return try send(draft)
    }

    /// Notes that a reader wants no such mails; the answer says whether that is new.
    @discardableResult
    func stop(_ stop: MailStop, about: String, for reader: String) throws -> Bool {
        let id: ID<Mail> = newID("mp")
        let added = try tx.run(
            """
            INSERT INTO mail_stop (id, reader, kind, about, created_at)
            VALUES (\(id), \(reader), \(stop.rawValue), \(about), \(now)) ON CONFLICT (reader, kind, about) DO NOTHING
            """)
        if added > 0 {
            try note("mail-stop.set", kind: MailStop.kind, thing: id.text, after: #"{"kind":"\#(stop.rawValue)"}"#)
        } else {
            recordNothing()
        }
        return added > 0
    }

    /// Lets such mails go to a reader again.
    func resume(_ stop: MailStop, about: String, for reader: String) throws {
        let ids = try tx.column(
            String.self,
            "SELECT id FROM mail_stop WHERE reader = \(reader) AND kind = \(stop.rawValue) AND about = \(about)")
        for id in ids {
            try tx.run("DELETE FROM mail_stop WHERE id = \(id)")
            try note("mail-stop.lifted", kind: MailStop.kind, thing: id, after: #"{"kind":"\#(stop.rawValue)"}"#)
        }
    }

    /// Somebody's address became another: what they stopped stays stopped.
    func moveStops(from old: String, to new: String) throws {
        guard let key = try tx.mailKey() else { return }
        for (stop, about) in try tx.stops(of: key.reader(of: old)) {
            try self.stop(stop, about: about, for: key.reader(of: new))
        }
    }
}

extension Programme {
    /// What a stop link is for; throws `StopLink.gone` for one that was forged or has expired.
    func stopLink(_ text: String) async throws -> StopLink {
        let today = clock().day
        return try await read { tx in try tx.stopLink(text, today) }
    }

    /// Stops mails by the link of one of them. Whoever has the link got the mail, so nobody is asked to sign in; the
    /// same link again changes nothing.
    @discardableResult
    func stopMail(_ text: String, _ scope: StopLink.Scope? = nil) async throws -> StopLink {
        let today = clock().day
        return try await write(as: .program("stop link")) { work in
            try work.require(nil)
            let link = try work.tx.stopLink(text, today)
            let scope = scope ?? link.scopes[0]
            guard link.scopes.contains(scope) else {
                throw Problem.invalid("scope", "field.unknown", ["code": scope.rawValue])
            }
            let stop: MailStop? = scope == .all ? .all : MailStop(link.kind)
            try work.stop(stop ?? .all, about: scope == .this ? link.about : "", for: link.reader)
            return link
        }
    }
}

extension Transaction {
    fileprivate func stopLink(_ text: String, _ today: Day) throws -> StopLink {
        guard let key = try mailKey(), let link = StopLink(text, key), link.until >= today else { throw StopLink.gone }
        return link
    }
}
