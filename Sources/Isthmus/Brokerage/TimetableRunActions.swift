import Logging
import Scheduling
import Synchronization

/// Timetables that are being made right now, by this process: one of each brokerage at a time, and few in all, as each
/// keeps a processor busy. Kept in memory alone; what they make is a draft in the database.
final class TimetableRuns: Sendable {
    static let most = 2
    private let runs = Mutex<[ID<Brokerage>: TimetableRun]>([:])

    subscript(_ id: ID<Brokerage>) -> TimetableRun? { runs.withLock { $0[id] } }

    /// Begins one; the answer is why it cannot be begun.
    func begin(_ id: ID<Brokerage>, _ run: TimetableRun) -> Problem.Reason? {
        runs.withLock { runs in
            if runs[id]?.status.state == .running { return .init("timetable_draft.running") }
            if runs.values.count(where: { $0.status.state == .running }) >= Self.most {
                return .init("timetable_draft.busy")
            }
            runs[id] = run
            return nil
        }
    }

    /// The server ends: what is at work is not kept.
    func stopAll() {
        for run in runs.withLock({ Array($0.values) }) { run.stop(keeping: false) }
    }
}

/// The making of one timetable, and how far it is.
final class TimetableRun: Sendable {
    enum State: String, Codable, Sendable { case running, ready, failed, cancelled }

    /// How far it is.
    struct Status: Encodable, Sendable {
        var state = State.running
        var phase = Planner.Progress.Phase.bounding.rawValue
        /// Of the work, 0 to 1.
        var share = 0.0
        var value = 0
        var bound = 0
        /// What came of it.
        var draftID: ID<TimetableDraft>?
        var reason: Problem.Reason?
        var isStopped = false

        private enum CodingKeys: String, CodingKey { case state, phase, share, value, bound, draftID }
    }

    let kind: TimetableDraft.Kind
    let seconds: Int
    private let kept = Mutex((status: Status(), isKept: true))

    init(_ order: TimetableOrder) { (kind, seconds) = (order.kind, order.seconds) }

    var status: Status { kept.withLock { $0.status } }
    /// Whether what it makes is to be kept.
    fileprivate var isKept: Bool { kept.withLock { $0.isKept } }

    /// Ends it early: with the best timetable so far, or without one.
    func stop(keeping: Bool) {
        kept.withLock { kept in
            guard kept.status.state == .running else { return }
            kept.status.isStopped = true
            kept.isKept = kept.isKept && keeping
        }
    }

    /// Takes down how far it is; the answer is whether to go on.
    fileprivate func note(_ progress: Planner.Progress) -> Bool {
        kept.withLock { kept in
            (kept.status.phase, kept.status.share) = (progress.phase.rawValue, progress.share)
            (kept.status.value, kept.status.bound) = (progress.value, progress.bound)
            return !kept.status.isStopped
        }
    }

    func end(_ state: State, draft: ID<TimetableDraft>? = nil, reason: Problem.Reason? = nil) {
        kept.withLock { kept in
            (kept.status.state, kept.status.draftID, kept.status.reason) = (state, draft, reason)
        }
    }
}

extension Programme {
    var timetableRuns: TimetableRuns { companion { TimetableRuns() } }

    /// Begins to make a timetable and returns at once; `timetableRun` says how far it is.
    @discardableResult
    func beginTimetable(of id: ID<Brokerage>, _ given: [String: Given], as actor: Actor) async throws -> TimetableRun {
        guard !actor.isReadOnly else { throw Problem.refused(.init("token.refused.read_only")) }
        let (order, problem, basis, edition) = try await timetableProblem(of: id, given, as: actor)
        let run = TimetableRun(order)
        if let refusal = timetableRuns.begin(id, run) { throw Problem.refused(refusal) }
        Task.detached { [self] in
            do {
                _ = try await make(run, of: id, as: actor) {
                    await problem.result(of: order, edition: edition, basis: basis, progress: $0)
                }
            } catch Problem.refused {
                // Whoever follows the run reads the reason there.
            } catch {
                logger.error("a timetable could not be kept: \(error)")
            }
        }
        return run
    }

    /// Makes a timetable and keeps it as a draft: reads one snapshot, plans off the threads that answer requests, then
    /// writes. `TimetableOrder` says what can be given.
    @discardableResult
    public func draftTimetable(
        of id: ID<Brokerage>, _ given: [String: Given], as actor: Actor
    ) async throws -> TimetableDraft {
        guard !actor.isReadOnly else { throw Problem.refused(.init("token.refused.read_only")) }
        let (order, problem, basis, edition) = try await timetableProblem(of: id, given, as: actor)
        let run = TimetableRun(order)
        if let refusal = timetableRuns.begin(id, run) { throw Problem.refused(refusal) }
        return try await make(run, of: id, as: actor) {
            await problem.result(of: order, edition: edition, basis: basis, progress: $0)
        }
    }

    /// Has the engine work and keeps what it made; the run tells how it ends.
    private func make(
        _ run: TimetableRun, of id: ID<Brokerage>, as actor: Actor,
        _ work: (@escaping @Sendable (Planner.Progress) -> Bool) async -> TimetableResult
    ) async throws -> TimetableDraft {
        let result = await work { run.note($0) }
        guard run.isKept else {
            run.end(.cancelled)
            throw Problem.refused(.init("timetable_draft.stopped"))
        }
        do {
            let draft = try await keep(result, of: id, as: actor)
            run.end(.ready, draft: draft.id)
            return draft
        } catch Problem.refused(let reason) {
            run.end(.failed, reason: reason)
            throw Problem.refused(reason)
        } catch {
            run.end(.failed, reason: .init("error.busy"))
            throw error
        }
    }

    /// The timetable that is being made, or was made last, of a brokerage by this process; for those who may plan.
    func timetableRun(of id: ID<Brokerage>, as actor: Actor) async throws -> (Brokerage, TimetableRun?) {
        let brokerage = try await read { tx in try tx.see(id, to: .plan, as: actor) }
        return (brokerage, timetableRuns[id])
    }

    /// Ends the making of a timetable: with the best so far, or throwing it away.
    func stopTimetable(of id: ID<Brokerage>, keeping: Bool, as actor: Actor) async throws {
        let (_, run) = try await timetableRun(of: id, as: actor)
        run?.stop(keeping: keeping)
    }
}
