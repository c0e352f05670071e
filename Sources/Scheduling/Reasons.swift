/// Why each request that has no meeting has none.
struct Reasons {
    private let board: Board
    private let problem: Problem

    init(_ board: Board) {
        self.board = board
        problem = board.problem
    }

    /// - Parameter request: in canonical order, and unplaced.
    func reason(for request: Int) -> Unplaced {
        let event = problem.event
        let wish = event.requests[problem.order.requests[request]]
        if wish.isWithdrawn { return .withdrawn }
        let common = event.slots.indices.filter { slot in
            !event.slots[slot].isCancelled && wish.slots?.contains(slot) != false
                && wish.parties.allSatisfy { event.participants[$0].availability[slot] }
        }
        guard !common.isEmpty else { return .noCommonSlot }
        guard !board.isLimited(request) else { return .limitReached }
        let isFree = common.contains { slot in
            problem.parties(request).allSatisfy { board.isFree(Int(problem.party[$0]), slot) }
        }
        return isFree ? .noTable : .slotsTaken
    }
}
