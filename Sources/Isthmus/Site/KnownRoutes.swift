import HTTPTypes
import Hummingbird
import Synchronization

/// Which methods each address of the site takes: filled once all routes are there, asked where none fits.
final class KnownRoutes: Sendable {
    private let known = Mutex<[(steps: [String], method: HTTPRequest.Method)]>([])

    func note(_ routes: Routes) {
        let all = routes.routes.map { route in
            (steps: route.path.description.split(separator: "/").map(String.init), method: route.method)
        }
        known.withLock { $0 = all }
    }

    /// The methods that a path takes, sorted; none for a path that leads nowhere.
    func methods(at path: String) -> [String] {
        let steps = path.split(separator: "/")
        let fitting = known.withLock { known in
            known.filter { route in
                route.steps.count == steps.count && zip(route.steps, steps).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
            }
        }
        // What can be read can be asked about.
        let heads: [HTTPRequest.Method] = fitting.contains { $0.method == .get } ? [.head] : []
        return Set((fitting.map(\.method) + heads).map(\.rawValue)).sorted()
    }
}
