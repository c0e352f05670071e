import Text

extension Organisation: Mergeable {
    static var profileKind: ProfileKind { .organisation }
    var ownName: String { legalName }

    /// Where it is on the map: both numbers or none.
    fileprivate var place: [Double] {
        get { [latitude, longitude].compactMap { $0 } }
        set { (latitude, longitude) = newValue.count == 2 ? (newValue[0], newValue[1]) : (nil, nil) }
    }

    static func mergeFields(of things: [Organisation]) -> [MergeField<Organisation>] { mergeFields }

    static let mergeFields: [MergeField<Organisation>] = [
        MergeField("legal_name", \.legalName),
        MergeField("kind", \.kind, isBlank: { $0 == .other }, shown: \.rawValue),
        MergeField("country", \.country),
        MergeField("city", \.city),
        MergeField("place", \.place, isBlank: { $0.count < 2 }, shown: { $0.map { "\($0)" }.joined(separator: ", ") }),
        MergeField("website", \.website),
        MergeField("email", \.email),
        MergeField("phone", \.phone),
        MergeField("founded", \.founded, isBlank: { $0 == nil }, shown: { $0.map { "\($0)" } ?? "" }),
        MergeField("summary", \.summary),
        MergeField("status", \.status, isBlank: { _ in false }, shown: \.rawValue),
    ]

    mutating func unite(_ kept: Organisation, _ gone: Organisation) {
        // The legal name that did not become the one stays as a name by which both are found.
        var added = [kept.legalName, gone.legalName].filter { $0 != legalName && !$0.isEmpty }
            .map { OrganisationName($0, language: nil, kind: .alias) }
        let labelled = Set(kept.names.filter { $0.kind == .label }.map(\.language))
        added += gone.names.map { name in
            let isTaken = name.kind == .label && labelled.contains(name.language)
            return isTaken ? OrganisationName(name.text, language: name.language, kind: .alias) : name
        }
        let known = Set(kept.names.map(\.text) + [legalName])
        names = united(kept.names, added.filter { !known.contains($0.text) || kept.names.lacksLabel(like: $0) })
        identifiers = united(kept.identifiers, gone.identifiers)
        let both = [kept.id, gone.id]
        parents = united(kept.parents, gone.parents).filter { !both.contains($0) }
        successors = united(kept.successors, gone.successors).filter { !both.contains($0) }
        if !Set(gone.identifiers).isSubset(of: kept.identifiers) { edited.append("identifiers") }
    }

    mutating func divide(before: Organisation, after: Organisation) {
        names = Isthmus.unmerged(names, before: before.names, after: after.names)
        identifiers = Isthmus.unmerged(identifiers, before: before.identifiers, after: after.identifiers)
        parents = Isthmus.unmerged(parents, before: before.parents, after: after.parents)
        successors = Isthmus.unmerged(successors, before: before.successors, after: after.successors)
    }

    mutating func derive() { sortName = folded(legalName) }
}

extension [OrganisationName] {
    /// Whether the name is a label in a language in which there is none yet.
    fileprivate func lacksLabel(like name: OrganisationName) -> Bool {
        name.kind == .label && !contains { $0.kind == .label && $0.language == name.language }
    }
}

extension Person: Mergeable {
    static var profileKind: ProfileKind { .person }
    var ownName: String { names.first?.text ?? "" }

    private static let singleFields: [MergeField<Person>] = [
        MergeField("orcid", \.orcid),
        MergeField("country", \.country),
        MergeField("summary", \.summary),
        MergeField("email", \.email),
        MergeField("phone", \.phone),
        MergeField("website", \.website),
        MergeField("status", \.status, isBlank: { _ in false }, shown: \.rawValue),
    ]

    /// A name in each script that one of them has, and the rest.
    static func mergeFields(of things: [Person]) -> [MergeField<Person>] {
        united(things.flatMap { $0.names.map(\.script) }, []).map { nameField($0) } + singleFields
    }

    private static func nameField(_ script: WritingScript) -> MergeField<Person> {
        MergeField(
            name: "name_\(script.rawValue)", isBlank: { $0[script] == nil }, isEqual: { $0[script] == $1[script] },
            clashes: { $0[script] != nil && $1[script] != nil && $0[script] != $1[script] },
            fill: { kept, gone in if kept[script] == nil { kept[script] = gone[script] } },
            take: { kept, gone in kept[script] = gone[script] },
            restore: { now, before, after in
                guard before[script] != after[script] else { return true }
                guard now[script] == after[script] else { return false }
                now[script] = before[script]
                return true
            }, shown: { $0[script].map { [$0.text] } ?? [] })
    }

    /// The name in a script; one that is new stands last.
    private subscript(_ script: WritingScript) -> PersonName? {
        get { names.first { $0.script == script } }
        set {
            let place = names.firstIndex { $0.script == script }
            switch (place, newValue) {
            case (let place?, let name?): names[place] = name
            case (let place?, nil): names.remove(at: place)
            case (nil, let name?): names.append(name)
            case (nil, nil): break
            }
        }
    }

    mutating func unite(_ kept: Person, _ gone: Person) {
        languages = united(kept.languages, gone.languages)
        if languages != kept.languages || !gone.languages.isEmpty {
            let level =
                kept.languages.isEmpty
                ? gone.visibility["languages"] : max(kept.visibility["languages"], gone.visibility["languages"])
            if level != kept.visibility["languages"] { visibility["languages"] = level }
        }
    }

    mutating func divide(before: Person, after: Person) {
        languages = Isthmus.unmerged(languages, before: before.languages, after: after.languages)
    }

    mutating func derive() { sortName = names.first?.sortName ?? "" }
}
