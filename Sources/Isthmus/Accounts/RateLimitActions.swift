import Database

extension Work {
    /// Counts a try before anybody looks whether it is right, so that many at once gain nothing. Throws
    /// `Problem.tooMany` when it comes too soon. The answer names the tries, to be forgotten when they were right.
    func attempt(_ attempts: [Attempt]) throws -> [String] {
        let longest = try attempts.map { attempt in
            let since = Moment(seconds: now.seconds - attempt.limit.window)
            let row = try tx.row(
                "SELECT COUNT(*) AS tries, MAX(at) AS last FROM attempt WHERE key = \(attempt.key) AND at > \(since)")
            return attempt.limit.wait(
                after: try row?.get("tries") ?? 0, last: try row?.optional("last", as: Moment.self), at: now)
        }.max()
        if let longest, longest > 0 { throw Problem.tooMany(RateLimit.reason(waiting: longest)) }
        return try attempts.map { attempt in
            let id = newID("t", of: Attempt.self).text
            try tx.run("INSERT INTO attempt (id, key, at) VALUES (\(id), \(attempt.key), \(now))")
            return id
        }
    }
}

extension Transaction {
    /// Takes back tries that were right, and every wrong one before for the same thing.
    func forget(_ tries: [String], _ attempt: Attempt) throws {
        try run("DELETE FROM attempt WHERE id IN (\(tries)) OR key = \(attempt.key)")
    }
}
