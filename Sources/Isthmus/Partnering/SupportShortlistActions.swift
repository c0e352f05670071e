import Database

/// Who would be supported, and why it cannot be decided yet.
struct SupportShortlist: Sendable {
    struct Line: Sendable {
        let application: SupportApplication
        let organisation: String
        let competence: Multilingual
        let mark: SupportSelection.Mark
        let isSelected: Bool
        let isTied: Bool
    }
    let call: SupportCall
    /// In the order of their marks.
    let lines: [Line]
    /// How many are missing to a country's least number.
    let missing: [String: Int]
    /// Applications that too few officers scored.
    let unscored: Int
    let isClosed: Bool

    var mayDecide: Bool { isClosed && unscored == 0 && call.decidedAt == nil && !lines.isEmpty }
}

extension Programme {
    /// `preferred` are applications that stand before others of the same mark.
    func supportShortlist(
        of id: ID<SupportCall>, preferring preferred: Set<String> = [], as actor: Actor
    ) async throws -> SupportShortlist {
        let now = clock()
        return try await read { tx in
            let call = try tx.see(id, as: actor)
            guard actor.isOffice else {
                throw actor.isSignedIn
                    ? Problem.refused(.init("support_call.refused.judge")) : Problem.signInNeeded
            }
            return try tx.shortlist(of: call, preferring: preferred, at: now, language: actor.language)
        }
    }

    /// Confirms the shortlist: decides about every application, writes to the applicants, opens a case for each team
    /// that was selected. `prefer` are applications that stand before others of the same mark.
    public func decideSupport(
        _ id: ID<SupportCall>, _ given: [String: Given], as actor: Actor
    ) async throws -> SupportCall {
        let (site, name) = (settings.address, settings.name)
        return try await write(as: actor) { work in
            let call = try work.load(id, to: .judge)
            let fields = Fields(given)
            try fields.expect(version: call.version)
            let preferred = Set(fields.texts("prefer", [], atMost: 200, each: 40))
            try fields.finish()
            let shortlist = try work.tx.shortlist(of: call, preferring: preferred, at: work.now, language: "en")
            if !shortlist.isClosed { throw Problem.invalid("", "support_call.still_open") }
            if shortlist.unscored > 0 {
                let values = ["number": "\(shortlist.unscored)", "least": "\(SupportScore.leastOfficers)"]
                throw Problem.invalid("", "support_call.unscored", values)
            }
            if shortlist.lines.isEmpty { throw Problem.invalid("", "support_call.nobody") }
            for line in shortlist.lines {
                let after = line.application.decided(line.isSelected ? .selected : .declined, at: work.now)
                let action = "support_application.\(after.decision?.rawValue ?? "")"
                try work.save(after, over: line.application, in: "support_application", as: action)
                var path = "/support-applications/\(after.id.text)"
                if line.isSelected {
                    let opened = SupportCase.blank(work.newID(SupportCase.prefix), of: after, at: work.now)
                    try work.tx.insert(opened, into: "support_case")
                    try work.record("support_case.opened", from: nil, to: opened)
                    path = "/support-cases/\(opened.id.text)"
                }
                try work.tell(of: after, call, path: path, site: site, programme: name)
            }
            var decided = call
            (decided.decidedAt, decided.version, decided.changedAt) = (work.now, call.version + 1, work.now)
            try work.save(decided, over: call, in: "support_call", as: "support_call.decided")
            return decided
        }
    }
}

extension Work {
    /// A notice in the site and a letter, in the applicant's language.
    fileprivate func tell(
        of application: SupportApplication, _ call: SupportCall, path: String, site: String, programme: Multilingual
    ) throws {
        guard let decision = application.decision, let account = try Account.find(application.accountID, in: tx),
            account.erasedAt == nil
        else { return }
        let title = call.title.reading(account.language)
        try notify(
            account: account.id.text, key: "support.notice.\(decision.rawValue)", values: ["name": title], link: path)
        let holder = try tx.holder(of: account.id)
        guard !holder.email.isEmpty else { return }
        let words = Words(account.language)
        let team = try Organisation.find(application.organisationID, in: tx)?.name(in: account.language) ?? ""
        let values = ["name": title, "site": programme.reading(account.language), "team": team]
        let key = "support.mail.\(decision.rawValue)"
        try send(
            MailDraft(
                to: holder.email, name: holder.name, language: account.language,
                subject: words("\(key).subject", values),
                greeting: words("support.mail.greeting", ["name": holder.name]),
                paragraphs: [words("\(key).text", values), words("\(key).next", values)],
                link: MailDraft.Link(words("support.mail.link"), site + path),
                reason: words("support.mail.reason", values), about: application.id.text))
    }
}

extension Transaction {
    fileprivate func shortlist(
        of call: SupportCall, preferring preferred: Set<String>, at now: Moment, language: String
    ) throws -> SupportShortlist {
        let applications = try all(
            SupportApplication.self,
            """
            SELECT * FROM support_application
            WHERE call_id = \(call.id) AND submitted_at IS NOT NULL AND withdrawn_at IS NULL ORDER BY submitted_at, id
            """)
        var marks: [String: SupportSelection.Mark] = [:]
        var counts: [Int] = []
        for application in applications {
            let scores = try scores(of: application.id)
            marks[application.id.text] = SupportSelection.Mark(
                sum: scores.reduce(0) { $0 + $1.total(by: call.criteria) }, officers: max(1, scores.count))
            counts.append(scores.count)
        }
        let selection = SupportSelection(
            of: applications.map {
                .init($0.id.text, $0.country, marks[$0.id.text] ?? .init(sum: 0, officers: 1))
            },
            places: call.places,
            least: Dictionary(call.shares.map { ($0.country, $0.least) }) { first, _ in first },
            preferring: preferred)
        let byID = Dictionary(applications.map { ($0.id.text, $0) }) { first, _ in first }
        func lines(_ candidates: [SupportSelection.Candidate], isSelected: Bool) throws -> [SupportShortlist.Line] {
            try candidates.compactMap { candidate in
                guard let application = byID[candidate.id] else { return nil }
                // Once it is decided, what was decided counts.
                let chosen = application.decision.map { $0 == .selected } ?? isSelected
                return SupportShortlist.Line(
                    application: application,
                    organisation: try Organisation.find(application.organisationID, in: self)?.name(in: language) ?? "",
                    competence: try Competence.find(application.competenceID, in: self)?.statement ?? [:],
                    mark: candidate.mark, isSelected: chosen,
                    isTied: application.decision == nil && selection.tied.contains(candidate.id))
            }
        }
        return SupportShortlist(
            call: call,
            lines: try lines(selection.selected, isSelected: true) + lines(selection.others, isSelected: false),
            missing: selection.missing, unscored: counts.count { $0 < SupportScore.leastOfficers },
            isClosed: call.closesAt <= now)
    }
}
