import Database
import Logging
import Synchronization

/// Who listens for changes of their meetings just now, in this process. While anybody does, one question a second for
/// each brokerage finds out whose meetings changed, whoever changed them and on whatever node.
final class LiveMeetings: Sendable {
    /// An account's open pages; more are told to ask again by hand.
    static let mostOfAccount = 6
    static let mostOfAll = 4_000

    struct Listener: Sendable {
        let number: Int
        let account: String
        let participant: ID<Participant>
        let tell: AsyncStream<String>.Continuation
    }

    private struct State {
        var last = 0
        var listeners: [ID<Brokerage>: [Int: Listener]] = [:]
        var stamps: [ID<Brokerage>: [ID<Participant>: String]] = [:]
        var watching: Set<ID<Brokerage>> = []
    }
    private let state = Mutex(State())
    private let pause: Duration

    init(pause: Duration = .seconds(1)) { self.pause = pause }

    /// How many listen.
    var count: Int { state.withLock { $0.listeners.values.reduce(0) { $0 + $1.count } } }

    /// The stamps of somebody's meetings as they change, the present one first. The listener ends with the stream.
    func listen(
        to brokerage: ID<Brokerage>, as participant: ID<Participant>, account: String, of programme: Programme
    ) throws -> AsyncStream<String> {
        let (stream, tell) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(4))
        let (listener, isFirst) = try state.withLock { state in
            let all = state.listeners.values.flatMap(\.values)
            guard all.count < Self.mostOfAll, all.filter({ $0.account == account }).count < Self.mostOfAccount else {
                throw Problem.tooMany(.init("brokerage.live.crowded", ["seconds": "30"]))
            }
            state.last += 1
            let listener = Listener(number: state.last, account: account, participant: participant, tell: tell)
            state.listeners[brokerage, default: [:]][listener.number] = listener
            if let known = state.stamps[brokerage]?[participant] { tell.yield(known) }
            return (listener, state.watching.insert(brokerage).inserted)
        }
        tell.onTermination = { [weak self] _ in
            self?.state.withLock { $0.listeners[brokerage]?[listener.number] = nil }
        }
        if isFirst { Task { await self.watch(brokerage, programme) } }
        return stream
    }

    /// Looks once a second until nobody listens any more.
    private func watch(_ brokerage: ID<Brokerage>, _ programme: Programme) async {
        while true {
            let people = state.withLock { state -> Set<ID<Participant>> in
                let people = Set((state.listeners[brokerage] ?? [:]).values.map(\.participant))
                if people.isEmpty {
                    state.watching.remove(brokerage)
                    state.listeners[brokerage] = nil
                    state.stamps[brokerage] = nil
                }
                return people
            }
            guard !people.isEmpty else { return }
            do {
                let found = try await programme.read { try $0.stamps(in: brokerage, of: people.sorted()) }
                tell(found, in: brokerage)
            } catch { programme.logger.warning("meetings could not be watched: \(error)") }
            try? await Task.sleep(for: pause)
        }
    }

    private func tell(_ found: [ID<Participant>: String], in brokerage: ID<Brokerage>) {
        let due = state.withLock { state -> [(Listener, String)] in
            let before = state.stamps[brokerage] ?? [:]
            state.stamps[brokerage] = found
            return (state.listeners[brokerage] ?? [:]).values.compactMap { listener in
                guard let stamp = found[listener.participant], stamp != before[listener.participant] else { return nil }
                return (listener, stamp)
            }
        }
        for (listener, stamp) in due { listener.tell.yield(stamp) }
    }
}

extension Programme {
    var liveMeetings: LiveMeetings { companion { LiveMeetings() } }

    /// The changes of one's own meetings from now on.
    func listenToMeetings(in id: ID<Brokerage>, as actor: Actor) async throws -> AsyncStream<String> {
        guard let account = actor.account else { throw Problem.signInNeeded }
        let own = try await read { tx in
            _ = try tx.see(id, as: actor)
            return try tx.participant(of: actor, in: id)
        }
        guard let own else { throw Problem.refused(.init("meeting_request.refused.not_taking_part")) }
        return try liveMeetings.listen(to: id, as: own.id, account: account, of: self)
    }
}

extension Transaction {
    /// For each participant a text that is another one whenever their requests, or where these stand in the published
    /// timetable, have changed. One question.
    func stamps(in brokerage: ID<Brokerage>, of people: [ID<Participant>]) throws -> [ID<Participant>: String] {
        // Of many, all are asked for: one look at the brokerage is quicker than a long list.
        let some: SQL = people.count > 200 ? "1 = 1" : "p.id IN (\(people))"
        var stamps: [ID<Participant>: String] = [:]
        let rows = try rows(
            """
            SELECT p.id, b.version, b.edition, COUNT(r.id), COALESCE(CAST(SUM(r.version) AS BIGINT), 0),
            COALESCE(CAST(SUM(m.version) AS BIGINT), 0), COUNT(t.request_id),
            COALESCE(CAST(SUM(t.edition) AS BIGINT), 0), COUNT(t.slot_id)
            FROM participant p JOIN brokerage b ON b.id = p.brokerage_id
            LEFT JOIN meeting_party m ON m.participant_id = p.id LEFT JOIN meeting_request r ON r.id = m.request_id
            LEFT JOIN timetable_entry t ON t.request_id = r.id
            WHERE p.brokerage_id = \(brokerage) AND \(some) GROUP BY p.id, b.version, b.edition
            """)
        for row in rows {
            stamps[try row.at(0)] = try (1...8).map { String(try row.at($0, as: Int.self)) }.joined(separator: ".")
        }
        return stamps
    }
}
