import Database

extension SearchedList {
    /// Partner searches among the lists in which searches can be kept: the same for everybody, so that "my own" is not
    /// a filter of them.
    static let partnerSearches = SearchedList(
        nil, PartnerSearchPages.list, at: { PartnerSearch.listing(at: $0, for: .visitor) }, created: "s.created_at",
        visible: PartnerSearch.visible,
        meaning: { selection in
            var selection = selection
            selection.chosen["mine"] = nil
            return selection
        })
}
