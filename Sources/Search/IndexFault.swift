/// Why an index cannot be made or read. Whoever gets one of the file's faults builds the index again from the database.
public enum IndexFault: Error, Equatable, Sendable {
    /// The file is not there or may not be read.
    case unreadable(String)
    case unwritable(String)
    /// It is no index at all.
    case foreign
    /// Another version of the program wrote it.
    case otherVersion(Int)
    /// It was made with other fields, weights or facets.
    case otherLayout
    /// Its end is missing.
    case truncated
    /// Its bytes are not those that were written.
    case corrupt
    /// A document names a field or facet that the layout does not have.
    case unknownField(String)
    case tooManyClasses

    /// What to write into the log.
    public var sentence: String {
        switch self {
        case .unreadable(let path): "\(path) cannot be read"
        case .unwritable(let path): "\(path) cannot be written"
        case .foreign: "the file is no search index"
        case .otherVersion(let version): "the index was written in version \(version) of the format"
        case .otherLayout: "the index was made with other fields or facets"
        case .truncated: "the index is cut short"
        case .corrupt: "the index is damaged"
        case .unknownField(let name): "the index has no field or facet \(name)"
        case .tooManyClasses: "there are more than 65,535 classes of visibility"
        }
    }
}
