import Synchronization

/// What later areas add to an earlier one when the program starts, each under a name.
final class Added<Item: Sendable>: Sendable {
    private let items = Mutex<[(name: String, item: Item)]>([])

    /// In the order in which they came.
    var all: [Item] { items.withLock { $0.map(\.item) } }

    /// Adds one at the end, or in the place of one of the same name: adding it again changes nothing.
    func add(_ item: Item, as name: String) {
        items.withLock { items in
            if let place = items.firstIndex(where: { $0.name == name }) {
                items[place].item = item
            } else {
                items.append((name, item))
            }
        }
    }
}
