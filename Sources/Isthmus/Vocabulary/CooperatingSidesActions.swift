import Database

extension CooperatingSide {
    /// That a column's country belongs to this side.
    func holds(_ column: SQL) -> SQL {
        guard let members = knownMembers else {
            return "\(column) IN (SELECT g.country FROM country_group_member g WHERE g.group_code = \(code))"
        }
        return members.count == 1 ? "\(column) = \(members[0])" : "\(column) IN (\(members))"
    }
}

extension CooperatingSides {
    /// That a column's country is the first; or belongs to the second side, which never holds the first.
    func isFirst(_ column: SQL) -> SQL { "\(column) = \(first.code)" }
    func isSecond(_ column: SQL) -> SQL {
        second.isCountry ? second.holds(column) : "(\(second.holds(column)) AND \(column) <> \(first.code))"
    }

    /// The projects in which organisations of both sides are, to put behind `IN`.
    var projects: SQL {
        """
        (SELECT x.project_id FROM participation x WHERE \(isFirst("x.country")) AND EXISTS (SELECT 1
        FROM participation y WHERE y.project_id = x.project_id AND \(isSecond("y.country"))))
        """
    }

    /// A filter that only addresses have: `between=AM:DE`.
    static func facet(_ column: SQL, _ condition: @escaping @Sendable (CooperatingSides) -> SQL) -> Facet {
        Facet("between", column: column, join: "", isOffered: false) { values in
            let sides = values.compactMap { CooperatingSides($0) }
            return sides.isEmpty ? "1 = 0" : SQL.join(sides.map { "(" + condition($0) + ")" }, " OR ")
        }.reading { CooperatingSides($0)?.text }
    }
}
