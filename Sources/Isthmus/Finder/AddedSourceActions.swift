/// Where what is found comes from: the directory's own things, and those that later areas add when the program starts.
enum FinderSources {
    private static let added = Added<any FinderSource>()

    static var all: [any FinderSource] { directory + added.all }

    /// Adds a source, in the place of one of the same kind.
    static func add(_ source: any FinderSource) { added.add(source, as: "\(source.kind)") }

    private static let directory: [any FinderSource] = [
        OrganisationSource(), PersonSource(), TeamSource(), CompetenceSource(), ProjectSource(), NetworkSource(),
    ]
}
