import Synchronization

/// Where what is found comes from: the directory's own things, and those that later areas add when the program starts.
enum FinderSources {
    private static let added = Mutex<[any FinderSource]>([])

    static var all: [any FinderSource] { directory + added.withLock { $0 } }

    /// Adds a source, in the place of one of the same kind.
    static func add(_ source: any FinderSource) {
        added.withLock { sources in
            if let place = sources.firstIndex(where: { $0.kind == source.kind }) {
                sources[place] = source
            } else {
                sources.append(source)
            }
        }
    }

    private static let directory: [any FinderSource] = [
        OrganisationSource(), PersonSource(), TeamSource(), CompetenceSource(), ProjectSource(), NetworkSource(),
    ]
}
