/// Two sides as somebody chose them at the form; with what is wrong, where they are no two sides.
struct DossierChoice: Sendable {
    let first: String?
    let second: String?
    let sides: CooperatingSides?
    private(set) var faults: [Problem.Reason] = []

    /// Nothing is wrong with a form that nobody has filled in yet.
    init(_ query: Query) {
        func chosen(_ names: String...) -> String? {
            names.lazy.compactMap { query[$0] }.first { !$0.isEmpty }.map { String($0.prefix(300)) }
        }
        (first, second) = (chosen("first", "country"), chosen("second", "with"))
        let found = [first, second].map { $0.flatMap { CooperatingSide($0) } }
        sides = found[0].flatMap { one in found[1].flatMap { CooperatingSides(one, $0) } }
        let isAsked = ["first", "second", "country", "with"].contains { query[$0] != nil }
        guard isAsked, sides == nil else { return }
        for (text, side) in zip([first, second], found) where side == nil {
            if let text { faults.append(.init("field.unknown", ["code": text])) }
        }
        if faults.isEmpty { faults = [.init("dossiers.choose_two")] }
    }
}

/// Countries and the partner with whom they are compared, as somebody chose them; with what of it cannot be.
struct ComparisonChoice: Sendable {
    private(set) var countries: [String] = []
    let partner: CooperatingSide?
    private(set) var faults: [Problem.Reason] = []

    init(_ query: Query) {
        let named = query.all("country").filter { !$0.isEmpty }.map { String($0.prefix(100)) }
        let with = query["with"].flatMap { $0.isEmpty ? nil : String($0.prefix(300)) }
        partner = with.flatMap { CooperatingSide($0) }
        var twice = false
        for text in named {
            guard let code = Countries.with(text.uppercased())?.code else {
                faults.append(.init("field.unknown", ["code": text]))
                continue
            }
            twice = twice || countries.contains(code)
            if !countries.contains(code) { countries.append(code) }
        }
        if let with, partner == nil { faults.append(.init("field.unknown", ["code": with])) }
        if countries.count > DossierPages.mostCompared {
            countries = Array(countries.prefix(DossierPages.mostCompared))
            faults.append(.init("dossier.compare.too_many", ["most": String(DossierPages.mostCompared)]))
        }
        if twice { faults.append(.init("dossier.compare.twice")) }
        let isAsked = query["country"] != nil || query["with"] != nil
        guard isAsked else { return }
        if named.isEmpty { faults.append(.init("dossier.compare.no_country")) }
        if with == nil { faults.append(.init("dossier.compare.no_partner")) }
        guard let partner else { return }
        let pairs = countries.map { CooperatingSide($0).flatMap { CooperatingSides($0, partner) } }
        if pairs.contains(where: { $0 == nil }) { faults.append(.init("dossier.compare.itself")) }
    }
}
