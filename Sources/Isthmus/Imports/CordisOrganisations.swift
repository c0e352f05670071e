import Database
import Text

extension CordisPlan {
    mutating func planOrganisations() throws {
        let pieces = CordisTable.allCases.flatMap { table in content.organisations.filter { $0.table == table } }
        let unmarked = pieces.contains { mark($0.table, "organisation", $0.key) == nil }
        let isFresh = unmarked || pieces.contains { mark($0.table, "organisation", $0.key)?.digest != $0.digest }
        if isFresh { knownOrganisations = try .organisations(in: tx) }
        let likenesses = unmarked ? try tx.likenesses(withPIC: knownOrganisations.things(of: "pic")) : Likenesses()
        var names: [String: String] = [:]
        for piece in pieces { if piece.pic != nil, let likeness = piece.likeness { names[piece.key] = likeness } }
        var fresh: [String: [CordisOrganisation]] = [:]
        var order: [String] = []
        var mentioned: Set<String> = []
        for piece in pieces {
            let mark = mark(piece.table, "organisation", piece.key)
            let id = mark.map { settled($0.thing) } ?? organisationID(of: piece, named: names[piece.key], likenesses)
            organisationIDs[piece.key] = id
            mentioned.insert(id)
            guard mark?.digest != piece.digest else { continue }
            if fresh[id] == nil { order.append(id) }
            fresh[id, default: []].append(piece)
            keep(piece.table, "organisation", piece.key, digest: piece.digest, thing: id)
        }
        var count = ImportCount("organisation")
        let existing = try tx.organisations(order.filter { !created.contains($0) })
        for id in order { change(existing[id], ID(id), by: fresh[id] ?? [], isNamed: names, &count) }
        count.unchanged = mentioned.count - count.new - count.changed
        report.counts.append(count)
    }

    /// Whom the row means: whoever has its PIC; else the only organisation of its name and country, which for a row
    /// with a PIC must have none yet; else somebody new.
    private mutating func organisationID(
        of piece: CordisOrganisation, named likeness: String?, _ likenesses: Likenesses
    ) -> String {
        if let id = organisationIDs[piece.key] { return id }
        if let pic = piece.pic {
            if let owner = knownOrganisations.owner("pic", pic) { return owner }
            if let likeness, let id = likenesses.takeFree(likeness) { return id }
        } else if let id = likenesses.find(piece.key) {
            return id
        }
        let id = newID(Organisation.prefix)
        created.insert(id)
        if let likeness = likeness ?? piece.likeness { likenesses.add(likeness, id) }
        return id
    }

    private mutating func change(
        _ old: Organisation?, _ id: ID<Organisation>, by pieces: [CordisOrganisation], isNamed names: [String: String],
        _ count: inout ImportCount
    ) {
        guard old != nil || created.contains(id.text) else { return }
        var next = old ?? .blank(id, at: now, source: CordisImport.source)
        // What another register or a person described is theirs; this one adds its number.
        let isOurs =
            old.map { $0.source == CordisImport.source && !$0.identifiers.contains { $0.scheme == "ror" } } ?? true
        for piece in pieces {
            // A row with no more than a PIC adds nothing to one with a name, nor a row without a PIC to one with it.
            let isDescribed =
                piece.name == nil
                ? names[piece.key] != nil || isDescribedBefore(piece.key)
                : piece.pic == nil && next.identifiers.contains { $0.scheme == "pic" }
            if isOurs, !isDescribed { next.take(piece) }
            for identifier in piece.identifiers(all: isOurs) where !next.identifiers.contains(identifier) {
                if knownOrganisations.take(identifier, for: id.text) { next.identifiers.append(identifier) }
            }
        }
        guard let old else {
            next.sortName = folded(next.legalName)
            batch.newOrganisations.append(next)
            count.new += 1
            return
        }
        count.left += next.restore(old.edited, from: old)
        guard !next.differences(from: old).isEmpty || next.identifiers != old.identifiers else { return }
        next.sortName = folded(next.legalName)
        next.version = old.version + 1
        next.changedAt = now
        batch.changedOrganisations.append((old, next))
        count.changed += 1
    }

    /// Whether a table that names organisations said more of it in an earlier import.
    private func isDescribedBefore(_ key: String) -> Bool {
        [CordisTable.organisationsByPIC, .participations].contains { mark($0, "organisation", key) != nil }
    }
}

extension CordisOrganisation {
    fileprivate func identifiers(all: Bool) -> [Identifier] {
        (pic.map { [Identifier("pic", $0)] } ?? []) + (all ? vat.map { [Identifier("vat", $0)] } ?? [] : [])
    }
}

extension Organisation {
    fileprivate mutating func take(_ piece: CordisOrganisation) {
        if let name = piece.name {
            legalName = name
        } else if legalName.isEmpty, let pic = piece.pic {
            legalName = "PIC " + pic
        }
        if let acronym = piece.acronym, acronym != legalName {
            names = names.filter { $0.kind != .acronym } + [OrganisationName(acronym, language: nil, kind: .acronym)]
        }
        if let kind = piece.kind { self.kind = kind }
        if !piece.country.isEmpty { country = piece.country }
        if let city = piece.city { self.city = city }
        if let website = piece.website { self.website = website }
        if piece.latitude != nil { (latitude, longitude) = (piece.latitude, piece.longitude) }
    }
}

/// Organisations by folded name and country. A name that two have means neither.
final class Likenesses {
    private var legal: [String: String] = [:]
    private var other: [String: String] = [:]
    private var free: [String: String] = [:]
    private var taken: Set<String> = []
    private static let several = ""

    /// `isFree`: has no PIC yet.
    func add(_ likeness: String, _ id: String, isLegal: Bool = true, isFree: Bool = false) {
        func put(_ id: String, into names: inout [String: String]) {
            if let there = names[likeness], there != id { names[likeness] = Self.several } else { names[likeness] = id }
        }
        if isLegal { put(id, into: &legal) } else { put(id, into: &other) }
        if isFree { put(id, into: &free) }
    }

    /// The only one with this legal name, else with this further name.
    func find(_ likeness: String) -> String? {
        guard let id = legal[likeness] ?? other[likeness], id != Self.several else { return nil }
        return id
    }

    /// The only one without a PIC; it is not found a second time.
    func takeFree(_ likeness: String) -> String? {
        guard let id = free[likeness], id != Self.several else { return nil }
        guard taken.insert(id).inserted else { return nil }
        return id
    }
}

extension Transaction {
    /// Every organisation by each of its names but acronyms.
    func likenesses(withPIC taken: Set<String>) throws -> Likenesses {
        let found = Likenesses()
        try each(
            """
            SELECT n.folded, o.country, o.id, n.kind FROM organisation_name n
            JOIN organisation o ON o.id = n.organisation_id
            WHERE n.kind <> 'acronym' AND o.status <> 'withdrawn'
            """
        ) { row in
            let id = try row.at(2, as: String.self)
            let kind = try row.at(3, as: String.self)
            found.add(
                try row.at(0, as: String.self) + "|" + row.at(1, as: String.self), id, isLegal: kind == "legal",
                isFree: !taken.contains(id))
        }
        return found
    }

    /// Where things went that were merged into others.
    func moves() throws -> [String: String] {
        var moves: [String: String] = [:]
        try each("SELECT id, to_id FROM moved") { row in moves[try row.at(0)] = try row.at(1, as: String.self) }
        return moves
    }
}
