import Database
import Foundation
import Logging
import Synchronization

/// The programme that an office runs: its database, its clock, its sentences. Every verb is a method of it, in the
/// `…Actions` file of the area it belongs to.
public final class Programme: Sendable {
    public let store: any Store
    public let clock: @Sendable () -> Moment
    public let settings: Settings
    public let logger: Logger
    private let ids: Mutex<IDSource>
    private let writes = Atomic<Int>(0)
    private let counts = CountMemory()
    private let companions = Mutex<[ObjectIdentifier: any Sendable]>([:])
    /// The last journal line that `noticeForeignWrites` knows of.
    private let latestSeen = Mutex("")

    public init(
        store: any Store, settings: Settings = Settings(), clock: @escaping @Sendable () -> Moment = { .now },
        ids: IDSource = IDSource(), logger: Logger = Logger(label: "isthmus")
    ) {
        (self.store, self.settings, self.clock, self.logger) = (store, settings, clock, logger)
        self.ids = Mutex(ids)
    }

    /// How many writes this process has committed; grows with every change, so what was computed before is known to be
    /// old.
    public var revision: Int { writes.load(ordering: .acquiring) }

    /// What an area keeps in memory beside the database, one of each type, made when it is first asked for.
    func companion<Companion: Sendable>(_ make: () -> Companion) -> Companion {
        companions.withLock { companions in
            if let known = companions[ObjectIdentifier(Companion.self)] as? Companion { return known }
            let made = make()
            companions[ObjectIdentifier(Companion.self)] = made
            return made
        }
    }

    /// Counts that were computed before, for use in a snapshot that begins now.
    public var countMemory: CountMemory.Moment { counts.at(revision: revision) }

    /// Looks whether somebody else wrote: another node, or a command beside the server. What was kept is old then.
    public func noticeForeignWrites() async throws {
        let latest = try await read { tx in try tx.value(String.self, "SELECT MAX(id) FROM journal") ?? "" }
        let isNew = latestSeen.withLock { seen in
            defer { seen = latest }
            return seen != latest
        }
        if isNew { noteChange() }
    }

    /// Notes that the database changed by another way than `write`.
    public func noteChange() { writes.add(1, ordering: .acquiringAndReleasing) }

    /// One snapshot for everything a page needs.
    public func read<Result: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Result) async throws
        -> Result
    {
        do { return try await store.read(body) } catch let fault as DatabaseFault { throw known(fault) }
    }

    /// A verb: one closure in one transaction. It must ask for permission and record what it did; a closure that
    /// forgot either is rolled back. It may be run more than once, so it keeps nothing outside. `moment` is when it was
    /// done, where that was settled before: now, else.
    public func write<Result: Sendable>(
        as actor: Actor, at moment: Moment? = nil, _ body: @escaping @Sendable (Work) throws -> Result
    ) async throws -> Result {
        guard !actor.isReadOnly else { throw Problem.refused(Problem.Reason("token.refused.read_only")) }
        let now = moment ?? clock()
        let result = try await noticingTwins { [self] tx in
            let work = Work(tx: tx, actor: actor, now: now) { self.newID($0, at: now) }
            let result = try body(work)
            guard work.asked else { throw Defect("a verb asked nobody for permission") }
            guard work.recorded else { throw Defect("a verb recorded nothing") }
            return result
        }
        noteChange()
        return result
    }

    /// Two who made the same at once: the later one is told to look again. Verbs that know better catch it themselves.
    private func noticingTwins<Result: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Result)
        async throws
        -> Result
    {
        do {
            return try await store.write(body)
        } catch DatabaseFault.unique {
            throw Problem.stale
        } catch let fault as DatabaseFault { throw known(fault) }
    }

    /// A database that is busy or away is nobody's mistake: the reader may try again, and the log says what it was.
    private func known(_ fault: DatabaseFault) -> any Error {
        switch fault {
        case .conflict(let text), .disconnected(let text):
            logger.warning("the database could not be had: \(text)")
            return Problem.busy
        default: return fault
        }
    }

    /// Returns when the database answers.
    public func ping() async throws { _ = try await read { tx in try tx.count("SELECT 1") } }

    /// Work that takes seconds of one processor: not on the threads that answer requests.
    static func offPool<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            Thread { continuation.resume(returning: body()) }.start()
        }
    }

    /// How many statements were run, how many were slow, and their time in all.
    public var statements: (statements: Int, slow: Int, time: Duration) {
        let total = store.log.total
        return (total.statements, total.slow, total.time)
    }

    public func newID(_ prefix: String, at moment: Moment) -> String {
        ids.withLock { $0.next(prefix, at: moment, of: Programme.self).text }
    }
}

/// What distinguishes one office's installation.
public struct Settings: Sendable {
    public var name: Multilingual
    /// Where readers find the site, without a slash at the end: `https://cooperation.example`.
    public var address: String
    public var languages: [String]
    /// Who sends its mail.
    public var sender: String
    /// By whose clock what is sent at a fixed hour goes out, where an account names no other.
    public var timeZone = "Europe/Brussels"
    /// The hour of it.
    public var mailHour = 7
    /// Where the search index is saved; nil to make it anew at every start.
    public var indexFile: String?
    /// How long a search waits for the index before it says that it is being built; nil to wait until it is.
    public var searchPatience: Duration?
    /// A proxy stands before the server: the client's address is the last one it adds to `X-Forwarded-For`.
    public var isBehindProxy = false
    /// How many requests a minute one API token, or one address without a token, may make of the API.
    public var callsPerMinute = 600
    /// How many forms a minute one address may send without being signed in.
    public var formsPerMinute = 60

    public init(
        name: Multilingual = ["en": "Isthmus", "ru": "Isthmus"], address: String = "http://127.0.0.1:8080",
        languages: [String] = ["en", "ru"], sender: String = "office@isthmus.example"
    ) {
        (self.name, self.address, self.languages, self.sender) = (name, address, languages, sender)
    }
}
