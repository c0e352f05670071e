import Database

@testable import Isthmus

/// What breaks the rules of events that people bring about, their meetings and the evidence of dossiers.
extension InvariantsTests {
    static func laterDamage(_ sample: SampleProgramme) -> [String: [SQL]] {
        damageOfEventProgrammes(sample).merging(damageOfMeetings(sample)) { $1 }
            .merging(damageOfTimetables(sample)) { $1 }.merging(damageOfContests(sample)) { $1 }
            .merging(damageOfInsight(sample)) { $1 }
    }

    static func damageOfNetworks(_ sample: SampleProgramme) -> [String: [SQL]] {
        let member = sample.id("network member")
        let (draft, accepted) = (sample.id("draft network application"), sample.id("accepted network application"))
        return [
            "a member leaves a network after joining it": [
                "UPDATE network_member SET from_day = '2024-01-02', until_day = '2024-01-01' WHERE id = \(member)"
            ],
            "a member of a network is an organisation or a person": [
                "UPDATE network_member SET person_id = \(sample.id("person")) WHERE id = \(member)"
            ],
            "an application to a network is decided after it was handed in": [
                "UPDATE network_application SET handed_in_at = NULL WHERE id = \(accepted)"
            ],
            "an accepted application to a network has its membership": [
                "UPDATE network_application SET member_id = \(member) WHERE id = \(accepted)"
            ],
            "an applicant has one open application to a network": [
                """
                UPDATE network_application SET person_id = NULL, organisation_id = \(sample.id("organisation"))
                WHERE id = \(draft)
                """
            ],
        ]
    }

    static func damageOfEventProgrammes(_ sample: SampleProgramme) -> [String: [SQL]] {
        [
            "a programme of events ends after it begins and takes proposals before": [
                "UPDATE event_programme SET closes_on = '2026-04-01' WHERE id = \(sample.id("event programme"))"
            ],
            "a selected proposal has its event and its label": [
                "UPDATE event_proposal SET event_id = NULL WHERE id = \(sample.id("selected_proposal"))"
            ],
            "a decided proposal says why and when": [
                "UPDATE event_proposal SET decided_at = NULL WHERE id = \(sample.id("selected_proposal"))"
            ],
            "a proposal was decided by as many officers as its programme says": [
                "UPDATE event_programme SET officers = 9 WHERE id = \(sample.id("event programme"))"
            ],
            "every proposal is somebody's": [
                "DELETE FROM event_proposer WHERE proposal_id = \(sample.id("proposal"))"
            ],
            "only what was selected is reported": [
                "UPDATE event_report SET proposal_id = \(sample.id("proposal"))"
            ],
            "an accepted report says when": [
                "UPDATE event_report SET status = 'accepted' WHERE id = \(sample.id("event report"))"
            ],
        ]
    }

    static func damageOfContests(_ sample: SampleProgramme) -> [String: [SQL]] {
        [
            "a material is a link or a file": [
                "UPDATE event_material SET link = NULL WHERE id = \(sample.id("material"))"
            ],
            "a published question is answered": [
                "UPDATE event_question SET answer = '{}' WHERE id = \(sample.id("answered question"))"
            ],
            "a merged question points to one of the same event that is none itself": [
                """
                UPDATE event_question SET merged_id = \(sample.id("answered question"))
                WHERE id = \(sample.id("waiting question"))
                """
            ],
            "a question is somebody's": [
                "UPDATE event_question SET account_id = NULL WHERE id = \(sample.id("waiting question"))"
            ],
            "a contest's answers are its entrant's": [
                "UPDATE contest_entry SET submitted_at = 1 WHERE id = \(sample.id("draft entry"))"
            ],
            "no score of a juror with a conflict counts": [
                """
                UPDATE contest_conflict SET entry_id = (SELECT entry_id FROM contest_score
                WHERE id = \(sample.id("score"))) WHERE id = \(sample.id("conflict"))
                """
            ],
            "a vote is for an entry of its contest": [
                "UPDATE contest_vote SET entry_id = \(sample.id("draft entry")) WHERE id = \(sample.id("vote"))"
            ],
            "a vote that was voided says why": [
                "UPDATE contest_vote SET voided_at = 1 WHERE id = \(sample.id("vote"))"
            ],
            "a stand holds an entry of its contest": [
                "UPDATE contest_stand SET entry_id = \(sample.id("draft entry")) WHERE id = \(sample.id("free stand"))"
            ],
            "a finalist takes part": [
                "UPDATE contest_entry SET is_finalist = 1 WHERE id = \(sample.id("draft entry"))"
            ],
        ]
    }

    static func damageOfMeetings(_ sample: SampleProgramme) -> [String: [SQL]] {
        let (request, slot) = (sample.id("meeting request"), sample.id("meeting slot"))
        let declined = sample.id("declined request")
        let (holder, claimant) = (sample.id("participant holder"), sample.id("participant claimant"))
        return [
            "a meeting has two parties at least, and who asked is one of them": [
                "DELETE FROM meeting_party WHERE request_id = \(request) AND participant_id = \(claimant)",
                "UPDATE meeting_party SET answer = 'waiting' WHERE request_id = \(request)",
                "UPDATE meeting_request SET party_key = \(holder) WHERE id = \(request)",
            ],
            "the key of a request names its parties": [
                "UPDATE meeting_request SET party_key = 'nobody' WHERE id = \(request)"
            ],
            "a request is accepted when all accepted it, and only then": [
                "UPDATE meeting_party SET answer = 'accepted' WHERE request_id = \(request)"
            ],
            "a request was declined by somebody": [
                "UPDATE meeting_request SET state = 'declined' WHERE id = \(request)"
            ],
            "the same people have one open request": [
                "DROP INDEX meeting_request_parties",
                """
                UPDATE meeting_party SET participant_id = \(holder)
                WHERE request_id = \(declined) AND participant_id <> \(claimant)
                """,
                """
                UPDATE meeting_request SET state = 'waiting', asker_id = \(holder), proposer_id = \(holder),
                party_key = (SELECT r.party_key FROM meeting_request r WHERE r.id = \(request))
                WHERE id = \(declined)
                """,
            ],
            "those who meet take part in one brokerage": [
                """
                INSERT INTO brokerage (id, event_id, text, status, requests_close, requests_close_at, request_limit,
                walking_minutes, few_gaps, few_table_changes, even_slots, edition, version, created_at, changed_at)
                SELECT 'bk-other', \(sample.id("running event")), text, status, requests_close, requests_close_at,
                request_limit, walking_minutes, few_gaps, few_table_changes, even_slots, edition, version, created_at,
                changed_at FROM brokerage WHERE id = \(sample.id("brokerage"))
                """,
                "UPDATE participant SET brokerage_id = 'bk-other' WHERE id = \(holder)",
            ],
            "whoever left has no open request": [
                "UPDATE participant SET status = 'left' WHERE id = \(holder)"
            ],
            "a slot ends after it begins": ["UPDATE meeting_slot SET ends_at = starts_at WHERE id = \(slot)"],
            "slots do not overlap": ["UPDATE meeting_slot SET ends_at = ends_at + 60 WHERE id = \(slot)"],
            "an absence ends after it begins": [
                "UPDATE participant_absence SET ends_at = starts_at WHERE id = \(sample.id("absence"))"
            ],
        ]
    }

    static func damageOfInsight(_ sample: SampleProgramme) -> [String: [SQL]] {
        [
            "joint works are of two countries, the first code first": [
                "UPDATE pair_year SET works = -1 WHERE country_a = 'AM' AND country_b = 'FI' AND year = 2014"
            ],
            "a source of evidence counts the pairs and years that there are": [
                "DELETE FROM pair_year WHERE country_a = 'AM' AND country_b = 'FI' AND year = 2014"
            ],
            "a group of countries has its members beside it": [
                "DELETE FROM country_group_member WHERE group_code = 'northern-ice'"
            ],
            "a published edition of a dossier has its day and its figures": [
                "UPDATE dossier_edition SET day = NULL WHERE id = \(sample.id("edition"))"
            ],
        ]
    }
}
