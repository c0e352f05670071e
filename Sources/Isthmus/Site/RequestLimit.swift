import Synchronization

/// How many requests one client may make: a bucket that holds a minute's worth and fills again as time passes. In
/// memory:
/// each node counts for itself, and a start forgets.
final class RequestLimit: Sendable {
    private struct Bucket {
        var left: Double
        var at: ContinuousClock.Instant
    }
    private let buckets = Mutex<[String: Bucket]>([:])
    private let perMinute: Double
    /// Full buckets are thrown away when there are more than so many.
    private static let most = 20_000

    init(perMinute: Int) { self.perMinute = Double(perMinute) }

    /// Counts one request; the seconds to wait when it is one too many.
    func wait(_ client: String, at now: ContinuousClock.Instant = .now) -> Int? {
        buckets.withLock { buckets in
            if buckets.count > Self.most { buckets = buckets.filter { filled($0.value, at: now) < perMinute } }
            var bucket = buckets[client] ?? Bucket(left: perMinute, at: now)
            bucket = Bucket(left: filled(bucket, at: now), at: now)
            let isAdmitted = bucket.left >= 1
            if isAdmitted { bucket.left -= 1 }
            buckets[client] = bucket
            return isAdmitted ? nil : max(1, Int(((1 - bucket.left) * 60 / perMinute).rounded(.up)))
        }
    }

    /// Throws `Problem.tooMany` for one too many.
    func check(_ client: String) throws(Problem) {
        if let seconds = wait(client) { throw .tooMany(.init("request.too_many", ["seconds": String(seconds)])) }
    }

    private func filled(_ bucket: Bucket, at now: ContinuousClock.Instant) -> Double {
        let seconds = bucket.at.duration(to: now) / .seconds(1)
        return min(perMinute, bucket.left + max(0, seconds) * perMinute / 60)
    }
}
