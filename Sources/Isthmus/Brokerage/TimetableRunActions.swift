import Logging
import Scheduling
import Synchronization

/// Timetables that are being made right now, by this process: one of each brokerage at a time. Kept in memory alone;
/// what they make is a draft in the database.
final class TimetableRuns: Sendable {
    private let runs = Mutex<[ID<Brokerage>: TimetableRun]>([:])

    subscript(_ id: ID<Brokerage>) -> TimetableRun? { runs.withLock { $0[id] } }

    /// Begins one; nil where one is at work.
    fileprivate func begin(_ id: ID<Brokerage>, _ run: TimetableRun) -> TimetableRun? {
        runs.withLock { runs in
            if let known = runs[id], known.status.state == .running { return nil }
            runs[id] = run
            return run
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

    fileprivate func end(_ state: State, draft: ID<TimetableDraft>? = nil, reason: Problem.Reason? = nil) {
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
        guard let run = timetableRuns.begin(id, TimetableRun(order)) else {
            throw Problem.refused(.init("timetable_draft.running"))
        }
        Task.detached { [self] in
            let result = await problem.result(of: order, edition: edition, basis: basis) { run.note($0) }
            guard run.isKept else { return run.end(.cancelled) }
            do {
                run.end(.ready, draft: try await keep(result, of: id, as: actor).id)
            } catch Problem.refused(let reason) {
                run.end(.failed, reason: reason)
            } catch {
                logger.error("a timetable could not be kept: \(error)")
                run.end(.failed, reason: .init("error.busy"))
            }
        }
        return run
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
