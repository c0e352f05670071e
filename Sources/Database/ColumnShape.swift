import Synchronization

/// How values of one type stand in a column. Asking the runtime what a type conforms to is slow, so it is asked once.
enum ColumnShape {
    case column
    /// An enumeration of words without a `ColumnValue` conformance.
    case word
    /// An array, as JSON.
    case list
    case json

    private static let known = Mutex<[ObjectIdentifier: ColumnShape]>([:])

    static func of<T>(_ type: T.Type) -> ColumnShape {
        known.withLock { known in
            if let shape = known[ObjectIdentifier(type)] { return shape }
            let shape: ColumnShape =
                if type is any ColumnValue.Type {
                    .column
                } else if type is any RawRepresentable<String>.Type {
                    .word
                } else if type is any EmptyListed.Type { .list } else { .json }
            known[ObjectIdentifier(type)] = shape
            return shape
        }
    }
}

/// What has an empty value that is `[]` in JSON.
protocol EmptyListed {
    static var emptyList: Self { get }
    var isEmpty: Bool { get }
}

extension Array: EmptyListed {
    static var emptyList: [Element] { [] }
}
