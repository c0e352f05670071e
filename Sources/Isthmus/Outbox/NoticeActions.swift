import Database

extension Work {
    /// Tells an account something inside the site; it appears with the commit. `link` is a path that begins with a
    /// slash, or empty; anything else is a `Defect`.
    @discardableResult
    public func notify(
        account: String, key: String, values: [String: String] = [:], link: String = ""
    ) throws -> ID<Notice> {
        guard link.isEmpty || (link.hasPrefix("/") && !link.hasPrefix("//")) else {
            throw Defect("a notice's link leads out of the site")
        }
        let notice = Notice(
            id: newID("nt"), accountID: account, key: key, details: values, link: link, createdAt: now)
        try tx.insert(notice, into: "notice")
        return notice.id
    }
}

extension Notice {
    public static func find(_ id: ID<Notice>, in tx: Transaction) throws -> Notice? {
        try tx.first(Notice.self, "SELECT * FROM notice WHERE id = \(id)")
    }
    public static func unread(of account: String, in tx: Transaction) throws -> Int {
        try tx.count("SELECT COUNT(*) FROM notice WHERE account_id = \(account) AND read_at IS NULL")
    }
}

/// One page of somebody's notices, newest first.
public struct NoticeList: Codable, Sendable {
    public let notices: [Notice]
    public let unread: Int
    /// The last id of this page when there are more.
    public let next: ID<Notice>?
}

extension Programme {
    /// The actor's own notices older than `before`; throws `Problem.signInNeeded` without an account.
    public func notices(
        for actor: Actor, before: ID<Notice>? = nil, most: Int = 50
    ) async throws -> NoticeList {
        guard let account = actor.account else { throw Problem.signInNeeded }
        return try await read { tx in
            var conditions: [SQL] = ["account_id = \(account)"]
            if let before { conditions.append("id < \(before)") }
            let found = try tx.all(
                Notice.self,
                "SELECT * FROM notice WHERE \(SQL.all(conditions)) ORDER BY id DESC LIMIT \(most + 1)")
            let notices = Array(found.prefix(most))
            return NoticeList(
                notices: notices, unread: try Notice.unread(of: account, in: tx),
                next: found.count > most ? notices.last?.id : nil)
        }
    }

    /// How many notices the actor has not read; nobody else's are counted.
    public func unreadNotices(for actor: Actor) async throws -> Int {
        guard let account = actor.account else { return 0 }
        return try await read { try Notice.unread(of: account, in: $0) }
    }

    /// Marks one notice as read; again changes nothing.
    @discardableResult
    public func readNotice(_ id: ID<Notice>, as actor: Actor) async throws -> Notice {
        try await write(as: actor) { work in
            let notice = try work.load(id, to: .read)
            guard notice.readAt == nil else {
                work.recordNothing()
                return notice
            }
            var read = notice
            read.readAt = work.now
            try work.tx.run("UPDATE notice SET read_at = \(work.now) WHERE id = \(id)")
            try work.record("notice.read", from: notice, to: read)
            return read
        }
    }

    /// Marks all the actor's notices as read; the number that were not.
    @discardableResult
    public func readAllNotices(as actor: Actor) async throws -> Int {
        guard let account = actor.account else { throw Problem.signInNeeded }
        return try await write(as: actor) { work in
            try work.require(nil)
            let count = try work.tx.run(
                "UPDATE notice SET read_at = \(work.now) WHERE account_id = \(account) AND read_at IS NULL")
            if count > 0 {
                try work.note("notice.all_read", kind: Notice.kind, thing: account)
            } else {
                work.recordNothing()
            }
            return count
        }
    }
}
