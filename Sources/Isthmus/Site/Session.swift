import Crypto
import Database

/// A secret that its holder shows to be recognised: in a cookie, a link or a header. Only its digest is stored.
public struct Token: Sendable, Equatable {
    public let text: String

    public init(_ text: String) { self.text = text }

    /// 256 random bits as 43 characters that stand in an address as they are.
    public static func random(prefix: String = "") -> Token {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        var text: [UInt8] = []
        var (buffer, bits) = (UInt32(0), 0)
        for _ in 0..<32 {
            buffer = buffer << 8 | UInt32(UInt8.random(in: 0...255))
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(letters[Int(buffer >> UInt32(bits) & 63)])
            }
        }
        text.append(letters[Int(buffer << UInt32(6 - bits) & 63)])
        return Token(prefix + String(decoding: text, as: UTF8.self))
    }

    /// SHA-256 in hexadecimal. Enough for a secret of 256 bits, which nobody can find by trying.
    public var digest: String {
        SHA256.hash(data: Array(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// What an API token begins with, so that it is known wherever it turns up.
    public static let apiPrefix = "isthmus_"
}

/// The terms of a session.
public enum Session {
    public static let cookie = "isthmus_session"
    /// A session ends when it was not used for so many days, and in any case after the second number.
    static let idleDays = 14
    static let longestDays = 90
    /// The last use is noted at most once in so many seconds.
    static let noteEvery: Int64 = 60
}

extension Programme {
    /// Whom a session's cookie stands for, with the grants that run now; nil when it ended. One question.
    public func actor(sessionToken: String) async throws -> Actor? {
        let (now, digest) = (clock(), Token(sessionToken).digest)
        let idle = now.adding(days: -Session.idleDays)
        return try await actor(
            at: now, touching: "UPDATE session SET last_seen_at = \(now) WHERE token_hash = \(digest)",
            by: """
                SELECT a.id, a.name, a.person_id, a.language, t.last_seen_at AS seen_at, CAST(1 AS BIGINT) AS can_write,
                  g.role, g.scope
                FROM session t JOIN account a ON a.id = t.account_id
                LEFT JOIN role_grant g ON g.account_id = a.id AND g.from_at <= \(now)
                  AND (g.until_at IS NULL OR g.until_at > \(now))
                WHERE t.token_hash = \(digest) AND t.expires_at > \(now) AND t.last_seen_at > \(idle)
                  AND a.confirmed_at IS NOT NULL AND a.closed_at IS NULL
                """)
    }

    /// Whom an API token stands for; nil when it was revoked or has ended. One question.
    public func actor(apiToken: String) async throws -> Actor? {
        guard apiToken.hasPrefix(Token.apiPrefix) else { return nil }
        let (now, digest) = (clock(), Token(apiToken).digest)
        return try await actor(
            at: now, touching: "UPDATE api_token SET last_used_at = \(now) WHERE token_hash = \(digest)",
            by: """
                SELECT a.id, a.name, a.person_id, a.language, t.last_used_at AS seen_at, t.can_write, g.role, g.scope
                FROM api_token t JOIN account a ON a.id = t.account_id
                LEFT JOIN role_grant g ON g.account_id = a.id AND g.from_at <= \(now)
                  AND (g.until_at IS NULL OR g.until_at > \(now))
                WHERE t.token_hash = \(digest) AND (t.expires_at IS NULL OR t.expires_at > \(now))
                  AND a.confirmed_at IS NOT NULL AND a.closed_at IS NULL
                """)
    }

    private func actor(at now: Moment, touching note: SQL, by question: SQL) async throws -> Actor? {
        let rows = try await read { tx in try tx.all(ActorRow.self, question) }
        guard let first = rows.first else { return nil }
        if now.seconds - (first.seenAt?.seconds ?? 0) >= Session.noteEvery {
            // Bookkeeping, not a verb: nobody asks whether they may be seen, and no page depends on it.
            try await store.write { tx in _ = try tx.run(note) }
        }
        let grants = rows.compactMap { row in
            row.role.flatMap { role in row.scope.map { Grant(role, on: $0) } }
        }
        var actor = Actor(
            account: first.id, person: first.personID, name: first.name, grants: grants, language: first.language)
        actor.isReadOnly = !first.canWrite
        return actor
    }
}

/// A row of the questions above: one per grant, and one for somebody without any.
private struct ActorRow: Decodable {
    let id: String
    let name: String
    let personID: String?
    let language: String
    let seenAt: Moment?
    let canWrite: Bool
    let role: Role?
    let scope: Scope?
}
