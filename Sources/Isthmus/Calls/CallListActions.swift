import Database
import Text

extension Call {
    /// The list of calls as of a moment: what is open and what closes next depend on it. Whole minutes, so that counts
    /// can be remembered for as long.
    static func listing(at moment: Moment) -> Listing<CallLine> {
        let now = Moment(seconds: moment.seconds - moment.seconds % 60)
        return Listing(
            columns: """
                c.id, c.code, c.title, c.programme, c.call_code, c.instrument, c.theme, c.status,
                \(state(at: now)) AS state,
                c.opening_day, \(nextAt(now)) AS next_deadline_at, c.closes_at, c.budget_least_minor,
                c.budget_most_minor, c.currency, c.version, c.changed_at
                """,
            source: "call c", id: "c.id", facets: facets(at: now),
            sorts: [
                Sort("deadline", deadlinePlace(at: now), isNumber: true), Sort("name", "c.sort_name"),
                Sort("budget", "COALESCE(c.budget_most_minor, 0)", isNumber: true, isDescending: true),
                Sort("added", "c.created_at", isNumber: true, isDescending: true),
            ],
            search: { text in
                SQL.all(folded(text).split(separator: " ").prefix(8).map { "c.search_text LIKE \("%" + $0 + "%")" })
            })
    }

    /// The same as `state(at:)`.
    private static func state(at now: Moment) -> SQL {
        """
        CASE WHEN c.closes_at <= \(now) THEN 'closed' WHEN c.opening_day > \(now.day) THEN 'forthcoming'
        WHEN c.opening_day IS NULL AND c.is_announced = 1 THEN 'forthcoming' ELSE 'open' END
        """
    }

    /// The first deadline after a moment.
    private static func nextAt(_ now: Moment) -> SQL {
        "(SELECT MIN(d.at) FROM call_deadline d WHERE d.call_id = c.id AND d.at > \(now))"
    }

    /// What closes next stands first, then what stays open, then what is closed, the latest first.
    private static func deadlinePlace(at now: Moment) -> SQL {
        let (open, closed): (Int64, Int64) = (1 << 40, 1 << 42)
        return """
            COALESCE(\(nextAt(now)), CASE WHEN c.closes_at IS NULL THEN \(open) ELSE \(closed) - c.closes_at END)
            """
    }

    /// Days ahead that are offered.
    static let horizons = [30, 90, 180]

    private static func facets(at now: Moment) -> [Facet] {
        let ends: [SQL] = horizons.map { days in
            "SELECT CAST(\(String(days)) AS TEXT) AS days, CAST(\(now.adding(days: days)) AS BIGINT) AS ends_at"
        }
        return [
            Facet("state", column: state(at: now)).reading(Call.State.self),
            sideFacet("side", "takes_part"), sideFacet("paid", "is_paid"),
            Facet(
                "within", column: "h.days",
                join: """
                    JOIN call_deadline d ON d.call_id = c.id AND d.at > \(now)
                    JOIN (\(SQL.join(ends, " UNION ALL "))) h ON d.at <= h.ends_at
                    """, counted: "COUNT(DISTINCT c.id)"
            ) { values in
                let days = values.compactMap { Int($0) }.max() ?? 0
                return """
                    EXISTS (SELECT 1 FROM call_deadline x WHERE x.call_id = c.id AND x.at > \(now)
                    AND x.at <= \(now.adding(days: days)))
                    """
            }.reading { value in Int(value).flatMap { horizons.contains($0) ? String($0) : nil } },
            CooperatingSides.facet("c.id") { sides in
                SQL.all([mayTakePart(sides.first, but: nil), mayTakePart(sides.second, but: sides.first.code)])
            },
            Facet("programme", column: "c.programme"), Facet("theme", column: "c.theme"),
            Facet("instrument", column: "c.instrument"),
            Facet(
                "stage", column: "g.stage", join: "JOIN call_stage g ON g.call_id = c.id"
            ) { stages in "EXISTS (SELECT 1 FROM call_stage x WHERE x.call_id = c.id AND x.stage IN (\(stages)))" }
            .reading(CareerStage.self),
            Facet(
                "month", column: "m.month", join: "JOIN call_deadline m ON m.call_id = c.id AND m.at > \(now)",
                counted: "COUNT(DISTINCT c.id)"
            ) { months in
                "EXISTS (SELECT 1 FROM call_deadline x WHERE x.call_id = c.id AND x.month IN (\(months)))"
            }.reading { Day($0 + "-01") == nil ? nil : $0 }.inOrder(),
            Facet("day", column: "c.id", join: "", isOffered: false) { days in
                "EXISTS (SELECT 1 FROM call_deadline x WHERE x.call_id = c.id AND x.day IN (\(days)))"
            }.reading { Day($0)?.description },
            Facet(
                "topic", column: "k.topic_id", join: "JOIN call_topic k ON k.call_id = c.id", isOffered: true
            ) { topics in
                "EXISTS (SELECT 1 FROM call_topic x WHERE x.call_id = c.id AND x.topic_id IN (\(topics)))"
            },
        ]
    }

    /// Says of `paid` that whatever side was chosen is meant.
    static let paidSide = "yes"

    /// Countries whose side may take part, or is paid. A country without a row has everybody's.
    private static func sideFacet(_ name: String, _ column: String) -> Facet {
        let flag = SQL.name(column)
        return Facet(name, column: "c.id", join: "", isOffered: false) { countries in
            SQL.join(
                countries.map { country in
                    guard country != paidSide else {
                        return "EXISTS (SELECT 1 FROM call_country s WHERE s.call_id = c.id AND s.\(flag) = 1)"
                    }
                    return """
                        (SELECT s.\(flag) FROM call_country s WHERE s.call_id = c.id AND s.country IN ('', \(country))
                        ORDER BY s.country DESC LIMIT 1) = 1
                        """
                }, " OR ")
        }.reading { $0 == paidSide && name == "paid" ? paidSide : Countries.code($0) }
    }

    /// That somebody of a side may take part, or is paid. A country without a row of its own has everybody's.
    static func mayTakePart(
        _ side: CooperatingSide, but left: String?, _ flag: SQL = "takes_part"
    ) -> SQL {
        if side.isCountry {
            return """
                (SELECT s.\(flag) FROM call_country s WHERE s.call_id = c.id AND s.country IN ('', \(side.code))
                ORDER BY s.country DESC LIMIT 1) = 1
                """
        }
        let ours: SQL = left.map { "\(side.holds("s.country")) AND s.country <> \($0)" } ?? side.holds("s.country")
        let members: SQL
        if let known = side.knownMembers {
            members = "\(known.count { $0 != left })"
        } else {
            let others: SQL = left.map { "AND m.country <> \($0)" } ?? ""
            members = "(SELECT COUNT(*) FROM country_group_member m WHERE m.group_code = \(side.code) \(others))"
        }
        return """
            EXISTS (SELECT 1 FROM call_country s WHERE s.call_id = c.id AND s.\(flag) = 1 AND \(ours))
            OR (EXISTS (SELECT 1 FROM call_country e WHERE e.call_id = c.id AND e.country = '' AND e.\(flag) = 1)
            AND (SELECT COUNT(*) FROM call_country s WHERE s.call_id = c.id AND \(ours)) < \(members))
            """
    }

    /// A side and "may be paid" are one question: is that side paid?
    static func meant(_ selection: Selection) -> Selection {
        var selection = selection
        if let side = selection.chosen["side"], selection.chosen["paid"] == [paidSide] {
            selection.chosen["paid"] = side
        }
        return selection
    }
}

/// A line of the list of calls.
public struct CallLine: Codable, Sendable {
    public let id: ID<Call>
    public let code: String
    public let title: Multilingual
    public let programme: String
    public let callCode: String
    public let instrument: String
    public let theme: String
    public let status: Call.Status
    public let state: Call.State
    public let openingDay: Day?
    /// The first deadline that is not over.
    public let nextDeadlineAt: Moment?
    public let closesAt: Moment?
    public let budgetLeastMinor: Int64?
    public let budgetMostMinor: Int64?
    public let currency: String
    public let version: Int
    public let changedAt: Moment

    public var budgetMost: Money? { budgetMostMinor.map { Money(minor: $0, currency: currency) } }
    public var budgetLeast: Money? { budgetLeastMinor.map { Money(minor: $0, currency: currency) } }
}

/// A deadline with its call, for calendars and feeds.
public struct CallDeadlineLine: Codable, Sendable {
    public let callID: ID<Call>
    public let code: String
    public let title: Multilingual
    public let programme: String
    public let instrument: String
    public let portal: String?
    public let kind: CallDeadline.Kind
    /// Its place among the deadlines of the call.
    public let position: Int
    public let at: Moment
    public let version: Int
    public let changedAt: Moment
}

/// A call as a feed tells of it.
public struct CallEntry: Codable, Sendable {
    public let id: ID<Call>
    public let code: String
    public let title: Multilingual
    public let text: Multilingual
    public let programme: String
    public let theme: String
    public let portal: String?
    public let nextDeadlineAt: Moment?
    public let createdAt: Moment
    public let changedAt: Moment
}

extension Programme {
    public func calls(_ selection: Selection, as actor: Actor, counting: Bool = true) async throws -> Found<CallLine> {
        let (memory, listing, selection) = (countMemory, Call.listing(at: clock()), Call.meant(selection))
        return try await read { tx in
            try tx.list(listing, selection, visible: Call.visible(to: actor), counting: counting, memory: memory)
        }
    }

    /// The deadlines of the calls that were chosen, in the order of time: those of a month (`2026-09`), or those that
    /// are not over for more than `daysBack`. At most `most`.
    func deadlines(
        _ selection: Selection, month: String? = nil, daysBack: Int = 0, most: Int, as actor: Actor
    ) async throws -> [CallDeadlineLine] {
        let now = clock()
        let condition = Call.listing(at: now).condition(Call.meant(selection))
        let when: SQL = month.map { "e.month = \($0)" } ?? "e.at > \(now.adding(days: -daysBack))"
        return try await read { tx in
            try tx.all(
                CallDeadlineLine.self,
                """
                SELECT c.id AS call_id, c.code, c.title, c.programme, c.instrument, c.portal, e.kind, e.position, e.at,
                c.version, c.changed_at
                FROM call_deadline e JOIN call c ON c.id = e.call_id
                WHERE \(when) AND (\(Call.visible(to: actor))) AND \(condition)
                ORDER BY e.at, c.sort_name, c.id, e.position LIMIT \(most)
                """)
        }
    }

    /// The months that have deadlines of the chosen calls, from the present one on.
    func deadlineMonths(_ selection: Selection, as actor: Actor) async throws -> [(month: String, count: Int)] {
        let now = clock()
        let condition = Call.listing(at: now).condition(Call.meant(selection))
        let first = String(BrusselsTime.clock(at: now).day.description.prefix(7))
        return try await read { tx in
            try tx.rows(
                """
                SELECT e.month, COUNT(*) AS n FROM call_deadline e JOIN call c ON c.id = e.call_id
                WHERE e.month >= \(first) AND (\(Call.visible(to: actor))) AND \(condition)
                GROUP BY e.month ORDER BY e.month LIMIT 36
                """
            ).map { (try $0.at(0, as: String.self), try $0.at(1, as: Int.self)) }
        }
    }

    /// The chosen calls, the latest changed first.
    func callEntries(_ selection: Selection, most: Int, as actor: Actor) async throws -> [CallEntry] {
        let now = clock()
        let condition = Call.listing(at: now).condition(Call.meant(selection))
        return try await read { tx in
            try tx.all(
                CallEntry.self,
                """
                SELECT c.id, c.code, c.title, c.text, c.programme, c.theme, c.portal, c.created_at, c.changed_at,
                (SELECT MIN(d.at) FROM call_deadline d WHERE d.call_id = c.id AND d.at > \(now)) AS next_deadline_at
                FROM call c WHERE (\(Call.visible(to: actor))) AND \(condition)
                ORDER BY c.changed_at DESC, c.id DESC LIMIT \(most)
                """)
        }
    }
}
