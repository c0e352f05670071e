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
            "a member leaves a network after joining it": [
                """
                UPDATE network_member SET from_day = '2024-01-02', until_day = '2024-01-01'
                WHERE id = \(sample.id("network member"))
                """
            ],
        ].merging(otherDamage(sample)) { $1 }.merging(damageOfCalls(sample)) { $1 }
            .merging(damageOfEvents(sample)) { $1 }
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
