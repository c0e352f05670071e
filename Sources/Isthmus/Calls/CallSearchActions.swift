import Database

extension SearchedList {
    /// Calls among the lists in which searches can be kept.
    static let calls = SearchedList(
        nil, CallPages.list, at: { Call.listing(at: $0) }, created: "c.created_at", visible: Call.visible,
        meaning: Call.meant)
}
