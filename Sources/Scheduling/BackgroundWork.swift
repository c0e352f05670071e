import Dispatch

extension Planner {
    /// As `plan`, on a thread that may be kept busy; ends early with a complete timetable when the task is cancelled.
    public func planInBackground(
        _ event: BrokerageEvent, progress: @escaping @Sendable (Progress) -> Bool = { _ in true }
    ) async -> Draft {
        await inBackground { isStopped in
            self.plan(event) { !isStopped() && progress($0) }
        }
    }
}

extension Replanning {
    /// As `replan`, on a thread that may be kept busy; ends early with a complete timetable when the task is cancelled.
    public func replanInBackground(
        _ event: BrokerageEvent, from published: Timetable,
        progress: @escaping @Sendable (Planner.Progress) -> Bool = { _ in true }
    ) async -> Redraft {
        await inBackground { isStopped in
            self.replan(event, from: published) { !isStopped() && progress($0) }
        }
    }
}

/// The threads of tasks are few and must not be kept busy for seconds: others wait for them.
private func inBackground<Result: Sendable>(
    _ work: @escaping @Sendable (@escaping @Sendable () -> Bool) -> Result
) async -> Result {
    let stop = Stop()
    return await withTaskCancellationHandler {
        await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .userInitiated).async { continuation.resume(returning: work { stop.isSet }) }
        }
    } onCancel: {
        stop.set()
    }
}
