import Database
import Testing

@testable import Isthmus

/// The rules that always hold: they do after the story, and each of them notices when somebody breaks it.
@Suite struct InvariantsTests {
    @Test func `after the story every rule holds and the journal is whole`() async throws {
        try await SampleProgramme.open { sample in
            #expect(try await sample.programme.check(Server.invariants) == [])
            let report = try await sample.programme.verifyJournal()
            #expect(report.breaks == [])
            #expect(report.lines == (try await sample.count("SELECT COUNT(*) FROM journal")))
        }
    }

    /// By the rule: statements that break it and nothing else.
    private static func damage(_ sample: SampleProgramme) -> [String: [SQL]] {
        let organisation = sample.id("organisation")
        let (project, competence, member) = (
            sample.id("project"), sample.id("competence"), sample.id("account of member")
        )
        return [
            "an organisation is not its own parent or successor": [
                "INSERT INTO organisation_relation VALUES (\(organisation), 'parent', \(organisation))"
            ],
            "every organisation can be found by its legal name": [
                "DELETE FROM organisation_name WHERE organisation_id = \(organisation) AND kind = 'legal'"
            ],
            "every profile has its last change in the journal": [
                "UPDATE organisation SET changed_at = changed_at + 1 WHERE id = \(organisation)"
            ],
            "a person can be found by a name": ["DELETE FROM person_name WHERE person_id = \(sample.id("person"))"],
            "an account's person is in the directory": ["UPDATE account SET person_id = 'p-none' WHERE id = \(member)"],
            "an affiliation does not end before it begins": [
                "UPDATE affiliation SET until_day = '2019-01-01' WHERE id = \(sample.id("affiliation"))"
            ],
            "an affiliation's team belongs to its organisation": [
                """
                UPDATE affiliation SET team_id = \(sample.id("team of withdrawn"))
                WHERE id = \(sample.id("affiliation"))
                """
            ],
            "a team's leader works at its organisation": [
                """
                UPDATE team SET leader_id = \(sample.id("colleague")) WHERE id = \(sample.id("team of withdrawn"))
                """
            ],
            "a competence's team belongs to its organisation": [
                "UPDATE competence SET team_id = \(sample.id("team of withdrawn")) WHERE id = \(competence)"
            ],
            "a competence's topics are in the vocabulary": [
                "INSERT INTO competence_topic (competence_id, topic_id) VALUES (\(competence), 'nowhere')"
            ],
            "a decided claim says by whom and when": [
                "UPDATE claim SET decided_at = NULL WHERE id = \(sample.id("decided claim"))"
            ],
            "a project's year is the year it starts": ["UPDATE project SET start_year = 1999 WHERE id = \(project)"],
            "a project does not end before it starts": [
                "UPDATE project SET end_day = '2001-01-01' WHERE id = \(project)"
            ],
            "a project is not its own predecessor": [
                "INSERT INTO project_predecessor (project_id, other_id) VALUES (\(project), \(project))"
            ],
        ].merging(otherDamage(sample)) { $1 }.merging(damageOfCalls(sample)) { $1 }
            .merging(damageOfForms(sample)) { $1 }.merging(damageOfSupport(sample)) { $1 }
            .merging(damageOfEvents(sample)) { $1 }.merging(laterDamage(sample)) { $1 }
            .merging(damageOfPartners(sample)) { $1 }.merging(damageOfInventory(sample)) { $1 }
            .merging(damageOfNetworks(sample)) { $1 }
    }

    private static func damageOfPartners(_ sample: SampleProgramme) -> [String: [SQL]] {
        let (search, review) = (sample.id("partner search"), sample.id("search review"))
        return [
            "a published partner search was checked": [
                "UPDATE partner_search SET checked_at = NULL WHERE id = \(search)"
            ],
            "a label of a partner search has its reviewers": [
                "UPDATE partner_search SET labelled_at = 1 WHERE id = \(search)"
            ],
            "reviewers of a partner search are of different countries": [
                "UPDATE search_review SET verdict = 'given', decided_at = 1 WHERE id = \(review)",
                """
                INSERT INTO search_review (id, search_id, account_id, person_id, organisation_id, country, asked_by,
                verdict, reason, decided_at, version, created_at, changed_at)
                SELECT 'sr-2', search_id, account_id, person_id, organisation_id, country, asked_by, 'given', '', 1, 1,
                1, 1 FROM search_review WHERE id = \(review)
                """,
            ],
            "a partner search is found by what it seeks": [
                "INSERT INTO partner_search_facet (search_id, name, value) VALUES (\(search), 'sought', 'nowhere')"
            ],
            "nobody reviews a partner search of their own organisation": [
                """
                UPDATE search_review SET verdict = 'given', decided_at = 1,
                organisation_id = \(sample.id("organisation")) WHERE id = \(review)
                """
            ],
            "a decided review of a partner search says when": [
                "UPDATE search_review SET decided_at = 1 WHERE id = \(review)"
            ],
            "an expression of interest is where its last step led": [
                "DELETE FROM expression_step WHERE expression_id = \(sample.id("expression"))"
            ],
            "an unanswered expression of interest is new": [
                "UPDATE expression SET answered_at = NULL WHERE id = \(sample.id("contact"))"
            ],
            "an answer about an outcome says when": [
                "UPDATE outcome SET answered_at = 1 WHERE id = \(sample.id("outcome"))"
            ],
            "a consortium has whoever began its search": [
                "UPDATE consortium_member SET left_at = 1 WHERE expression_id IS NULL"
            ],
            "a submitted consortium says when": [
                "UPDATE consortium SET submitted_on = '2026-06-01' WHERE id = \(sample.id("consortium"))"
            ],
            "members of a consortium came by an expression of interest in its search": [
                """
                UPDATE consortium SET search_id = \(sample.id("draft search")) WHERE id = \(sample.id("consortium"))
                """
            ],
        ]
    }

    private static func damageOfInventory(_ sample: SampleProgramme) -> [String: [SQL]] {
        let (programme, request) = (sample.id("programme"), sample.id("request"))
        return [
            "the sides of a programme are those of its record": [
                "DELETE FROM programme_party WHERE programme_id = \(programme)"
            ],
            "the topics of the inventory are in the vocabulary": [
                "INSERT INTO inventory_topic (thing, topic_id) VALUES (\(programme), 'nowhere')"
            ],
            "a programme does not continue itself": [
                "INSERT INTO programme_predecessor (programme_id, other_id) VALUES (\(programme), \(programme))"
            ],
            "a mobility scheme leads from somewhere to somewhere": [
                "DELETE FROM inventory_country WHERE thing = \(sample.id("scheme")) AND direction = 'to'"
            ],
            "an answer of an owner that was decided was given": [
                "UPDATE update_request SET decision = 'accepted' WHERE id = \(request)"
            ],
            "nobody was reminded who was not asked": [
                "UPDATE update_request SET reminded_at = 1, asked_at = NULL WHERE id = \(request)"
            ],
            "an obstacle stands between two countries, the first code first": [
                "UPDATE obstacle SET country_a = 'ZZ' WHERE id = \(sample.id("obstacle"))"
            ],
            "an office is held from a day until a later one": [
                """
                UPDATE office_term SET from_day = '2024-01-02', until_day = '2024-01-01'
                WHERE id = \(sample.id("term"))
                """
            ],
            "a body does not belong to itself": [
                "UPDATE public_body SET parent_id = id WHERE id = \(sample.id("body"))"
            ],
        ]
    }

    private static func damageOfCalls(_ sample: SampleProgramme) -> [String: [SQL]] {
        [
            "a call closes with its last deadline": [
                "UPDATE call SET closes_at = closes_at + 1 WHERE id = \(sample.id("call"))"
            ],
            "a call's topics are in the vocabulary": [
                "INSERT INTO call_topic (call_id, topic_id) VALUES (\(sample.id("call")), 'nowhere')"
            ],
            "nobody is paid by a call without taking part": [
                "UPDATE call_country SET takes_part = 0 WHERE call_id = \(sample.id("call"))",
                "UPDATE call_rule SET takes_part = 0 WHERE id = \(sample.id("call rule"))",
            ],
            "every rule of a call counts for its side": [
                "UPDATE call_country SET is_paid = 0 WHERE call_id = \(sample.id("call"))"
            ],
        ]
    }

    private static func damageOfSupport(_ sample: SampleProgramme) -> [String: [SQL]] {
        [
            "a decision about support comes after submission": [
                "UPDATE support_application SET decision = 'declined' WHERE id = \(sample.id("draft of application"))"
            ],
            "a support case is of a selected application": [
                "UPDATE support_application SET decision = 'declined' WHERE id = \(sample.id("selected application"))"
            ],
            "an application's answers are its applicant's": [
                """
                UPDATE answer_sheet SET submitted_at = 1 WHERE id = (SELECT sheet_id FROM support_application
                WHERE id = \(sample.id("draft of application")))
                """
            ],
        ]
    }

    private static func damageOfForms(_ sample: SampleProgramme) -> [String: [SQL]] {
        [
            "a published form says since when": [
                "UPDATE form_version SET published_at = NULL WHERE id = \(sample.id("form"))"
            ],
            "a form is answered only once it is published": [
                "UPDATE form_version SET status = 'draft' WHERE id = \(sample.id("form"))"
            ],
        ]
    }

    private static func damageOfEvents(_ sample: SampleProgramme) -> [String: [SQL]] {
        let event = sample.id("event")
        return [
            "an event ends after it begins": ["UPDATE event SET ends_at = starts_at WHERE id = \(event)"],
            "an event's topics are in the vocabulary": [
                "INSERT INTO event_topic (event_id, topic_id) VALUES (\(event), 'nowhere')"
            ],
            "an event that was called off says why": ["UPDATE event SET status = 'cancelled' WHERE id = \(event)"],
            "a session ends after it begins": [
                "UPDATE event_session SET ends_at = starts_at WHERE id = \(sample.id("event session"))"
            ],
            "a speaker is somebody": [
                "UPDATE event_speaker SET name = '' WHERE id = \(sample.id("event speaker"))"
            ],
            "nobody is registered twice for one event": [
                """
                UPDATE event_attendee SET mailbox = 'same@far.example' WHERE registration_id IN
                (\(sample.id("seated registration")), \(sample.id("arrived registration")))
                """
            ],
            "every registration is somebody's": [
                "DELETE FROM event_attendee WHERE registration_id = \(sample.id("seated registration"))"
            ],
            "only who has a place was there": [
                "UPDATE event_registration SET status = 'declined' WHERE id = \(sample.id("arrived registration"))"
            ],
        ]
    }

    /// The same for mail, accounts and vocabulary.
    private static func otherDamage(_ sample: SampleProgramme) -> [String: [SQL]] {
        let (mail, member) = (sample.id("mail"), sample.id("account of member"))
        return [
            "what was merged away leads to what took its place": [
                "DELETE FROM moved WHERE id = \(sample.id("merged organisation"))"
            ],
            "a moved address leads away from nothing that is there": [
                "INSERT INTO moved (id, to_id, at) VALUES (\(sample.id("organisation")), 'o-none', 1)"
            ],
            "a sent mail has an attempt that got through": [
                "UPDATE mail SET sent_at = 1, next_attempt_at = NULL WHERE id = \(mail)"
            ],
            "an attempt is of its mail's mailbox": [
                """
                INSERT INTO mail_attempt (id, mail_id, mailbox, at, outcome, reply)
                VALUES ('ma-1', \(mail), 'other@elsewhere.example', 1, 'deferred', '')
                """
            ],
            "a campaign that was sent was to be sent": [
                "UPDATE campaign SET scheduled_at = NULL WHERE id = \(sample.id("campaign"))"
            ],
            "a recipient of a campaign has a mail exactly where one was queued": [
                "UPDATE campaign_recipient SET outcome = 'stopped'"
            ],
            "a recipient of a campaign is a person or an organisation": [
                "UPDATE campaign_recipient SET organisation_id = 'o-none'"
            ],
            "an erased account has no name, address or secret": [
                "UPDATE account SET erased_at = 1 WHERE id = \(member)"
            ],
            "a closed account has no session, token or running grant": [
                "UPDATE account SET closed_at = 1 WHERE id = \(member)"
            ],
            "the second factor has its secret": ["UPDATE account SET second_factor_at = 1 WHERE id = \(member)"],
            "a grant does not end before it begins": [
                "UPDATE role_grant SET until_at = from_at - 1 WHERE id = \(sample.id("grant"))"
            ],
            "a saved search leads to a known page": [
                "UPDATE saved_search SET address = '/office/accounts' WHERE id = \(sample.id("saved search"))"
            ],
            "a closed account has no saved search": [
                "DELETE FROM session WHERE account_id = \(sample.id("account of holder"))",
                "UPDATE account SET closed_at = 1 WHERE id = \(sample.id("account of holder"))",
            ],
            "a topic and its parent are of one scheme": [
                """
                INSERT INTO topic_scheme (id, name, edition, source, licence, ordering, version, changed_at)
                VALUES ('trees', '{}', '', '', '', 'code', 1, 1)
                """,
                "UPDATE topic SET scheme_id = 'trees' WHERE id = 'ford-1-5'",
            ],
            "a topic stands within the places of its parent": [
                "UPDATE topic SET position = 0, last_position = 0 WHERE id = 'ford-1-5'"
            ],
            "a crosswalk leads to another scheme": [
                "INSERT INTO crosswalk (id, from_id, to_id, kind) VALUES ('w', 'ford-1-5', 'ford-2', 'related')"
            ],
        ]
    }

    @Test func `each rule finds what breaks it, and only that one`() async throws {
        let rules = try await SampleProgramme.open { Self.damage($0).keys.sorted() }
        #expect(rules == Server.invariants.map(\.name).sorted(), "a rule without damage, or damage without a rule")
        for rule in rules {
            try await SampleProgramme.open { sample in
                let statements = Self.damage(sample)[rule] ?? []
                try await sample.programme.store.write { tx in for statement in statements { try tx.run(statement) } }
                #expect(try await sample.programme.check(Server.invariants).map(\.invariant) == [rule])
            }
        }
    }

    @Test func `an altered, a removed and a forged line of the journal are found`() async throws {
        let damages: [SQL] = [
            "UPDATE journal SET after = '{}' WHERE position = 3", "DELETE FROM journal WHERE position = 3",
            """
            INSERT INTO journal (id, at, actor, actor_name, action, kind, thing, before, after, position)
            SELECT 'j-forged', at, actor, actor_name, action, kind, thing, before, after, 1000000 FROM journal
            WHERE position = 3
            """,
        ]
        for damage in damages {
            try await SampleProgramme.open { sample in
                try await sample.programme.store.write { tx in try tx.run(damage) }
                #expect(try await sample.programme.verifyJournal().breaks.count == 1, "\(damage.key)")
            }
        }
    }
}
