import Database
import Matching
import Testing

@testable import Isthmus

/// Partner searches from the draft to the label.
@Suite struct PartnerSearchTests {
    @Test func `a draft is seen by its author's side and the office, and published after the checks`() async throws {
        try await PartneringOffice.open { office in
            let programme = office.programme
            let draft = try await office.draft()
            #expect(draft.state(at: office.clock.now) == .draft)
            func sees(_ actor: Actor) async throws -> [String] {
                try await programme.partnerSearches(Selection(), as: actor).items.map(\.id.text)
            }
            for actor in [office.actor("Anna"), PartneringOffice.officer] {
                #expect(try await sees(actor) == [draft.id.text])
            }
            for actor in [office.actor("Boris"), office.actor("Eve"), .visitor] {
                #expect(try await sees(actor) == [])
                let refused = try await refusals { _ = try await programme.partnerSearch(draft.id, as: actor) }
                #expect(refused == ["not found"])
            }
            let checked = try await programme.checkPartnerSearch(draft.id, as: office.actor("Anna"))
            #expect(checked.state(at: office.clock.now) == .checked)
            #expect(checked.checks.map(\.outcome) == SearchCheck.Kind.allCases.map { _ in .passed })
            let shown = try await programme.publishPartnerSearch(draft.id, [:], as: office.actor("Anna"))
            #expect(shown.state(at: office.clock.now) == .published)
            #expect(try await sees(.visitor) == [draft.id.text])
            #expect(try await office.checkRules() == [])
        }
    }

    @Test func `a failed check keeps a search back, and the office may publish it with a reason`() async throws {
        try await PartneringOffice.open { office in
            let programme = office.programme
            let draft = try await office.draft(["instrument": .text("CSA"), "partners_wanted": .number(1)])
            let refused = try await refusals {
                _ = try await programme.publishPartnerSearch(draft.id, [:], as: office.actor("Anna"))
            }
            #expect(refused == ["search_check.instrument.other", "search_check.consortium.partners"])
            let own = try await refusals {
                _ = try await programme.publishPartnerSearch(
                    draft.id, ["reason": .text("I want to")], as: office.actor("Anna"))
            }
            #expect(own == ["partner_search.refused.overrule"])
            let shown = try await programme.publishPartnerSearch(
                draft.id, ["reason": .text("The funder agreed by letter.")], as: PartneringOffice.officer)
            #expect(shown.officeReason == "The funder agreed by letter.")
            #expect(shown.checks.failed.map(\.kind) == [.instrument, .consortium])
        }
    }

    @Test func `whoever is nobody in the directory may draft but not publish`() async throws {
        try await PartneringOffice.open { office in
            let draft = try await office.draft(["organisation": .text("Institute of Dora")], by: "Eve")
            let refused = try await refusals {
                _ = try await office.programme.publishPartnerSearch(draft.id, [:], as: office.actor("Eve"))
            }
            #expect(refused == ["search_check.proposer.nobody"])
            // Who works somewhere speaks for that place.
            let elsewhere = try await refusals {
                _ = try await office.draft(["organisation": .text("Institute of Dora")])
            }
            #expect(elsewhere == ["organisation: partner_search.elsewhere"])
        }
    }

    @Test func `bad fields are told all at once`() async throws {
        try await PartneringOffice.open { office in
            let refused = try await refusals {
                _ = try await office.draft([
                    "outline": .record(["en": .text("Write to me@ice.example")]), "sought": .record([:]),
                    "sought_topics": .text("nowhere"), "partners_wanted": .text("many"),
                    "partner_countries": .text("XX"), "present_countries": .text("FI, NO"),
                    "present_partners": .number(1), "answer_by": .text("2026-12-01"), "team": .text("t-none"),
                ])
            }
            #expect(
                refused == [
                    "team: team.elsewhere", "outline.en: partner_search.has_address", "sought: field.required",
                    "sought_topics: field.unknown", "partner_countries: field.unknown",
                    "partners_wanted: field.type.integer", "present_countries: partner_search.more_countries",
                    "answer_by: partner_search.answer_by.late",
                ])
        }
    }

    @Test func `a search ends with its call, by its own day, when it is closed and when it is withdrawn`() async throws
    {
        try await PartneringOffice.open { office in
            let programme = office.programme
            let short = try await office.published(["answer_by": .text("2026-06-20")])
            let long = try await office.published()
            let closed = try await office.published()
            _ = try await programme.closePartnerSearch(closed.id, ["reason": .text("Found")], as: office.actor("Anna"))
            let gone = try await office.published()
            let without = try await refusals {
                _ = try await programme.withdrawPartnerSearch(gone.id, [:], as: PartneringOffice.officer)
            }
            #expect(without == ["reason: field.required"])
            _ = try await programme.withdrawPartnerSearch(gone.id, [:], as: office.actor("Anna"))
            func states(_ actor: Actor) async throws -> [ID<PartnerSearch>: PartnerSearch.State] {
                let items = try await programme.partnerSearches(Selection(), as: actor).items
                return Dictionary(uniqueKeysWithValues: items.map { ($0.id, $0.state) })
            }
            #expect(
                try await states(.visitor) == [short.id: .published, long.id: .published, closed.id: .closed])
            office.clock.advance(days: 30)
            #expect(try await states(.visitor) == [short.id: .expired, long.id: .published, closed.id: .closed])
            office.clock.advance(days: 100)
            #expect(
                try await states(office.actor("Anna"))
                    == [short.id: .expired, long.id: .expired, closed.id: .closed, gone.id: .withdrawn])
        }
    }

    @Test func `two reviewers of different countries give the label, and a change takes it away`() async throws {
        try await PartneringOffice.open { office in
            let programme = office.programme
            let search = try await office.published()
            let own = try await refusals { _ = try await office.ask("Anna", of: search) }
            #expect(own == ["person: search_review.own"])
            let nobody = try await refusals { _ = try await office.ask("Eve", of: search) }
            #expect(nobody == ["person: search_review.nobody"])
            let boris = try await office.ask("Boris", of: search).id
            let carl = try await office.ask("Carl", of: search).id
            let twice = try await refusals { _ = try await office.ask("Boris", of: search) }
            #expect(twice == ["person: search_review.twice"])
            #expect(try await office.mails(to: "Boris") == ["Please review a partner search: Lorries on ice roads"])
            let forged = try await refusals {
                _ = try await programme.decideReview(boris, ["verdict": .text("given")], as: office.actor("Carl"))
            }
            #expect(forged == ["not found"])
            let bare = try await refusals {
                _ = try await programme.decideReview(carl, ["verdict": .text("declined")], as: office.actor("Carl"))
            }
            #expect(bare == ["reason: field.required"])
            for (review, name) in [(boris, "Boris"), (carl, "Carl")] {
                let before = try await programme.partnerSearch(search.id, as: .visitor)
                #expect(before.seen.state == .published)
                _ = try await programme.decideReview(review, ["verdict": .text("given")], as: office.actor(name))
            }
            let labelled = try await programme.partnerSearch(search.id, as: .visitor)
            #expect(labelled.seen.state == .labelled)
            #expect(labelled.labels == ["FI", "GE"])
            #expect(labelled.reviews.map(\.id) == [])
            #expect(
                try await office.mails(to: "Anna") == [
                    "Your partner search has the quality label: Lorries on ice roads"
                ])
            let changed = try await programme.changePartnerSearch(
                search.id, ["partners_wanted": .number(3), "version": .number(Double(labelled.search.version))],
                as: office.actor("Anna"))
            #expect(changed.state(at: office.clock.now) == .published)
            #expect(try await programme.partnerSearch(search.id, as: .visitor).labels == [])
            // Who said it of another text may be asked again.
            _ = try await office.ask("Boris", of: search)
            #expect(try await office.checkRules() == [])
        }
    }

    @Test func `filters find what a researcher looks for`() async throws {
        try await PartneringOffice.open { office in
            let one = try await office.published(["partner_countries": .text("FI, GE"), "role": .text("expert")])
            let two = try await office.published(["sought_topics": .text("ford-1-1")])
            func found(_ query: String, as actor: Actor = .visitor) async throws -> Set<ID<PartnerSearch>> {
                let selection = Selection(Query(encoded: query), facets: PartnerSearchPages.facets)
                return Set(try await office.programme.partnerSearches(selection, as: actor).items.map(\.id))
            }
            #expect(try await found("role=expert") == [one.id])
            #expect(try await found("sought=ford-1-1") == [two.id])
            #expect(try await found("side=FI") == [one.id, two.id])
            #expect(try await found("side=NO") == [two.id])
            #expect(try await found("country=AM&theme=Transport") == [one.id, two.id])
            #expect(try await found("mine=mine", as: office.actor("Anna")) == [one.id, two.id])
            #expect(try await found("mine=mine", as: office.actor("Boris")) == [])
            #expect(try await found("q=lorries") == [one.id, two.id])
            #expect(try await found("q=bread") == [])
        }
    }

    @Test func `the office's rules count from then on`() async throws {
        try await PartneringOffice.open { office in
            let (programme, officer) = (office.programme, PartneringOffice.officer)
            let rules = try await programme.changePartneringRules(
                ["least_days": .number(120), "enough_days": .number(150)], as: officer)
            #expect(rules.version == 1)
            let draft = try await office.draft()
            let refused = try await refusals {
                _ = try await programme.publishPartnerSearch(draft.id, [:], as: office.actor("Anna"))
            }
            #expect(refused == ["search_check.time.short"])
            let again = try await programme.changePartneringRules(
                ["least_days": .number(1), "version": .number(1)], as: officer)
            #expect(again.version == 2)
            _ = try await programme.publishPartnerSearch(draft.id, [:], as: office.actor("Anna"))
            let wrong = try await refusals {
                _ = try await programme.changePartneringRules(
                    ["enough_days": .number(0), "near_permille": .number(900), "version": .number(2)], as: officer)
            }
            #expect(wrong == ["enough_days: partnering_rules.fewer", "near_permille: partnering_rules.nearer"])
            let others = try await refusals {
                _ = try await programme.changePartneringRules([:], as: office.actor("Anna"))
            }
            #expect(others == ["not found"])
        }
    }

    @Test func `suggested partners answer what is sought, and are invited by mail without an address`() async throws {
        try await PartneringOffice.open { office in
            let (programme, officer) = (office.programme, PartneringOffice.officer)
            for (name, statement) in [
                ("Boris", "Radar of lake ice"), ("Carl", "Baking of bread"), ("Dora", "Radar of sea ice from the air"),
            ] {
                _ = try await programme.createCompetence(
                    [
                        "organisation": .text(office.organisation(name).text), "topics": .text("ford-1-5"),
                        "statement": .record(["en": .text(statement)]),
                    ], as: officer)
            }
            let search = try await office.published(["partner_countries": .text("GE, FI")])
            let found = try await programme.partnerSuggestions(for: search.id, as: office.actor("Anna"))
            #expect(found.suggestions.map(\.name) == ["Institute of Boris"])
            let boris = try #require(found.suggestions.first)
            #expect(boris.answers.map { $0.statement.reading("en") } == ["Radar of lake ice"])
            #expect(abs(boris.parts.reduce(0) { $0 + $1.share } - boris.score) < 1e-9)
            let given: [String: Given] = ["organisation": .text(office.organisation("Boris").text)]
            let invitation = try await programme.inviteToSearch(search.id, given, as: office.actor("Anna"))
            #expect(invitation.mails == 1)
            #expect(
                try await office.mails(to: "Boris")
                    == ["Institute of Anna looks for a partner like you: Lorries on ice roads"])
            #expect(!(try office.json(invitation)).contains("@"))
            let twice = try await refusals {
                _ = try await programme.inviteToSearch(search.id, given, as: office.actor("Anna"))
            }
            #expect(twice == ["organisation: search_invitation.twice"])
            let stranger = try await refusals {
                _ = try await programme.inviteToSearch(search.id, given, as: office.actor("Carl"))
            }
            #expect(stranger == ["partner_search.refused.lead"])
            let after = try await programme.partnerSuggestions(for: search.id, as: office.actor("Anna"))
            #expect(after.suggestions.map(\.isInvited) == [true])
            #expect(after.invitations.map(\.name) == ["Institute of Boris"])
        }
    }
}
