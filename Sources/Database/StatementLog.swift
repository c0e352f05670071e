import Logging
import Synchronization

/// Counts statements and writes down the slow ones: their text, never their values.
public final class StatementLog: Sendable {
    public struct Tally: Sendable {
        public var statements = 0
        public var slow = 0
        public var time = Duration.zero
    }
    private let tally = Mutex(Tally())
    private let threshold: Duration
    private let logger: Logger?

    public init(slowerThan threshold: Duration = .milliseconds(200), logger: Logger? = nil) {
        self.threshold = threshold
        self.logger = logger
    }

    public var total: Tally { tally.withLock { $0 } }

    func note(_ text: String, took time: Duration) {
        let isSlow = time >= threshold
        tally.withLock {
            $0.statements += 1
            $0.time += time
            if isSlow { $0.slow += 1 }
        }
        if isSlow {
            logger?.warning("slow statement", metadata: ["took": "\(time)", "sql": "\(Self.shown(text))"])
        }
    }

    /// On one line, as much as it takes to find the statement again: hundreds of places for values say nothing.
    static func shown(_ text: String) -> String {
        let places = /[?$]\d+(?:, ?[?$]\d+){2,}/
        let oneLine = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").replacing(places, with: "…")
        return oneLine.count > 200 ? oneLine.prefix(200) + "…" : oneLine
    }
}
