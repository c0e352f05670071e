import Database

extension CooperationProgramme: StoredRecord {
    static let table: SQL = "cooperation_programme"

    public static func find(_ id: ID<CooperationProgramme>, in tx: Transaction) throws -> CooperationProgramme? {
        try tx.first(CooperationProgramme.self, "SELECT * FROM cooperation_programme WHERE id = \(id)")
    }

    func insertLookups(in tx: Transaction) throws {
        try tx.insert(
            all: parties.map { PartyRow(programmeID: id, side: $0.side, pays: $0.pays != .nothing) },
            into: "programme_party")
        try tx.insert(
            all: instruments.map { InstrumentRow(programmeID: id, instrument: $0.rawValue) },
            into: "programme_instrument")
        try tx.insert(
            all: predecessors.map { PredecessorRow(programmeID: id, otherID: $0) }, into: "programme_predecessor")
    }

    static func forgetLookups(of id: ID<CooperationProgramme>, in tx: Transaction) throws {
        try tx.run("DELETE FROM programme_party WHERE programme_id = \(id)")
        try tx.run("DELETE FROM programme_instrument WHERE programme_id = \(id)")
        try tx.run("DELETE FROM programme_predecessor WHERE programme_id = \(id)")
    }
}

private struct PartyRow: Encodable { let programmeID: ID<CooperationProgramme>, side: String, pays: Bool }
private struct InstrumentRow: Encodable { let programmeID: ID<CooperationProgramme>, instrument: String }
private struct PredecessorRow: Encodable {
    let programmeID: ID<CooperationProgramme>, otherID: ID<CooperationProgramme>
}

extension MobilityScheme: StoredRecord {
    static let table: SQL = "mobility_scheme"

    public static func find(_ id: ID<MobilityScheme>, in tx: Transaction) throws -> MobilityScheme? {
        try tx.first(MobilityScheme.self, "SELECT * FROM mobility_scheme WHERE id = \(id)")
    }

    func insertLookups(in tx: Transaction) throws {}
    static func forgetLookups(of id: ID<MobilityScheme>, in tx: Transaction) throws {}
}
