import Database
import Foundation
import Glibc

/// An event whose participants all have a stack of requests to answer, in a fresh file.
///
/// Event, meetings and slots are made by the verbs. Accounts with their sessions, registrations, participants and
/// requests are written in transactions of their own: one by one, with a password and a mail each, they would take
/// longer than what is measured.
struct BrokerageScene {
    let brokerage: ID<Brokerage>
    let people: [Person]

    struct Person: Sendable {
        let account: ID<Account>
        let session: String
        let participant: ID<Participant>
        /// Requests that wait for this person's answer.
        var requests: [ID<MeetingRequest>] = []
    }

    static func make(people number: Int, requestsEach: Int, in programme: Programme) async throws -> BrokerageScene {
        let office = Actor.program("bench")
        let event = try await programme.createEvent(
            [
                "kind": .text("brokerage"), "title": .record(["en": .text("Five hundred people")]),
                "zone": .text("Europe/Brussels"), "starts": .text("\(Moment.now.day.adding(days: 40)) 09:00"),
                "ends": .text("\(Moment.now.day.adding(days: 41)) 18:00"), "city": .text("Brussels"),
                "country": .text("BE"), "registration": .text("automatic"),
            ], as: office)
        _ = try await programme.publishEvent(event.id, as: office)
        let made = try await programme.setUpBrokerage(
            for: event.id,
            [
                "status": .text("open"), "requests_close": .text("\(Moment.now.day.adding(days: 30)) 18:00"),
                "request_limit": .number(Double(Brokerage.mostRequests)),
            ], as: office)
        _ = try await programme.addMeetingSlots(
            made.id,
            [
                "day": .text(Moment.now.day.adding(days: 40).description), "first": .text("09:00"),
                "minutes": .number(20), "count": .number(24), "tables": .number(Double(max(10, number / 5))),
            ], as: office)
        let brokerage = made.id
        var scene = try await programme.write(as: office) { work in
            try work.require(nil)
            work.recordNothing()
            let people = try (0..<number).map { try work.person($0, event: event.id, brokerage: brokerage) }
            return BrokerageScene(brokerage: brokerage, people: people)
        }
        // Everybody is asked by those who follow in the round, so that nobody is asked twice by one.
        for turn in 1...max(1, min(requestsEach, (number - 1) / 2)) {
            let people = scene.people
            let made = try await programme.write(as: office) { work in
                try work.require(nil)
                work.recordNothing()
                return try people.indices.map { index in
                    try work.request(from: people[(index + turn) % people.count], to: people[index], in: brokerage)
                }
            }
            scene = scene.with(made)
        }
        return scene
    }

    private func with(_ requests: [ID<MeetingRequest>]) -> BrokerageScene {
        var people = people
        for (index, request) in requests.enumerated() { people[index].requests.append(request) }
        return BrokerageScene(brokerage: brokerage, people: people)
    }
}

extension Work {
    fileprivate func person(
        _ number: Int, event: ID<Event>, brokerage: ID<Brokerage>
    ) throws -> BrokerageScene.Person {
        let (name, email) = ("Person \(number)", "person\(number)@bench.example")
        let account = Account(id: newID("a"), language: number % 2 == 0 ? "en" : "ru", confirmedAt: now, at: now)
        try tx.run(
            """
            INSERT INTO account (id, email, email_folded, name, search_text, language, confirmed_at, version,
              created_at, changed_at)
            VALUES (\(account.id), \(email), \(email), \(name), \(name), \(account.language), \(now), 1, \(now),
              \(now))
            """)
        let token = Token.random()
        try tx.run(
            """
            INSERT INTO session (id, token_hash, account_id, address, agent, created_at, last_seen_at, expires_at)
            VALUES (\(newID("s", of: Account.self)), \(token.digest), \(account.id), '127.0.0.1', 'bench', \(now),
              \(now), \(now.adding(days: 1)))
            """)
        let registration = EventRegistration(
            id: newID(EventRegistration.prefix), eventID: event, accountID: account.id, leadID: nil, groupKey: "",
            groupName: "", language: account.language, status: .confirmed, cameAt: now, arrivedAt: nil,
            feedbackAt: nil, version: 1, createdAt: now, changedAt: now)
        try tx.insert(registration, into: "event_registration")
        try tx.insert(
            EventAttendee(
                registration.id, name: name, email: email, organisation: "House \(number % 90)",
                country: number % 3 == 0 ? "AM" : "DE"), into: "event_attendee")
        let participant = Participant(
            id: newID(Participant.prefix), brokerageID: brokerage, registrationID: registration.id,
            accountID: account.id, organisationID: nil, delegation: "", delegationKey: "",
            offers: ["en": "Offer \(number)"], seeks: ["en": "Wish \(number)"], offeredTopics: [], soughtTopics: [],
            languages: ["en"], mode: .onSite, capacity: 1, meetingLimit: nil, stand: nil, status: .active,
            searchText: "", version: 1, createdAt: now, changedAt: now)
        try tx.insert(participant, into: "participant")
        return BrokerageScene.Person(account: account.id, session: token.text, participant: participant.id)
    }

    fileprivate func request(
        from asker: BrokerageScene.Person, to other: BrokerageScene.Person, in brokerage: ID<Brokerage>
    ) throws -> ID<MeetingRequest> {
        let request = MeetingRequest(
            id: newID(MeetingRequest.prefix), brokerageID: brokerage, askerID: asker.participant,
            proposerID: asker.participant,
            partyKey: MeetingRequest.key(of: [asker.participant, other.participant]), state: .waiting,
            message: "Shall we talk?", isOnline: false, link: nil, slots: [], version: 1, createdAt: now,
            changedAt: now)
        try tx.insert(request, into: "meeting_request")
        let parties = [(asker, MeetingParty.Answer.accepted), (other, .waiting)].map { person, answer in
            MeetingParty(
                id: newID(MeetingParty.prefix), requestID: request.id, participantID: person.participant,
                answer: answer, priority: 2, version: 1, createdAt: now, changedAt: now)
        }
        try tx.insert(all: parties, into: "meeting_party")
        return request.id
    }
}

/// Everybody answers over a connection of their own, with a pause to think or without one, from one thread.
struct AnswerLoad {
    let port: UInt16
    let people: [BrokerageScene.Person]
    let seconds: Double
    /// Seconds between an answer and the next, on average; 0 for none.
    let think: Double

    struct Outcome {
        var acknowledged = 0
        var refused: [Int: Int] = [:]
        var elapsed = 0.0
        var times: [Double] = []
        /// Who had nothing left to answer.
        var idle = 0
    }

    private struct Seat {
        let person: Int
        var line: LoadClient.Line
        var next = 0
        var isWaiting = false
        var due: Double
    }

    func run() throws -> Outcome {
        let client = LoadClient(port: port, connections: people.count)
        var random = SplitMix(state: 7)
        var seats: [Int32: Seat] = [:]
        var waiting: [pollfd] = []
        for index in people.indices {
            let socket = try client.connect()
            seats[socket] = Seat(person: index, line: .init(socket: socket), due: pause(&random))
            waiting.append(pollfd(fd: socket, events: Int16(POLLIN), revents: 0))
        }
        defer { for socket in seats.keys { close(socket) } }
        var outcome = Outcome()
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        let start = ContinuousClock.now
        var open = 0
        while true {
            let now = start.duration(to: .now).milliseconds / 1_000
            if now < seconds {
                for socket in waiting.map(\.fd) {
                    guard var seat = seats[socket], !seat.isWaiting, seat.due <= now else { continue }
                    guard seat.next < people[seat.person].requests.count else { continue }
                    try client.send(request(of: seat, accepts: random.next() % 5 > 0), to: socket)
                    (seat.line.sentAt, seat.isWaiting) = (.now, true)
                    seat.next += 1
                    seats[socket] = seat
                    open += 1
                }
            } else if open == 0 || now > seconds + 30 {
                // Whoever has asked waits for the answer: none is given up.
                break
            }
            _ = poll(&waiting, nfds_t(waiting.count), 2)
            for place in waiting.indices where waiting[place].revents != 0 {
                let socket = waiting[place].fd
                guard var seat = seats[socket] else { continue }
                let count = read(socket, &buffer, buffer.count)
                guard count > 0 else { throw Complaint("the server closed a connection") }
                if let status = LoadClient.take(buffer[0..<count], into: &seat.line) {
                    outcome.times.append(seat.line.sentAt.duration(to: .now).milliseconds)
                    // A form that was accepted leads on.
                    if status == 303 { outcome.acknowledged += 1 } else { outcome.refused[status, default: 0] += 1 }
                    (seat.isWaiting, open) = (false, open - 1)
                    seat.due = start.duration(to: .now).milliseconds / 1_000 + pause(&random)
                }
                seats[socket] = seat
            }
        }
        outcome.elapsed = min(seconds, start.duration(to: .now).milliseconds / 1_000)
        outcome.idle = seats.values.filter { $0.next >= people[$0.person].requests.count }.count
        return outcome
    }

    /// Exponential, as people who do not know of each other.
    private func pause(_ random: inout SplitMix) -> Double {
        guard think > 0 else { return 0 }
        let share = (Double(random.next() >> 11) + 1) / Double(1 << 53)
        return -think * log(share)
    }

    private func request(of seat: Seat, accepts: Bool) -> [UInt8] {
        let person = people[seat.person]
        let form = String(repeating: "f", count: 32)
        let body = "form_token=\(form)&answer=\(accepts ? "accepted" : "declined")&priority=\(seat.next % 3 + 1)"
        return Array(
            """
            POST /meeting-requests/\(person.requests[seat.next].text)/answer HTTP/1.1\r
            Host: localhost\r
            Cookie: isthmus_session=\(person.session); isthmus_form=\(form)\r
            Content-Type: application/x-www-form-urlencoded\r
            Content-Length: \(body.utf8.count)\r
            \r
            \(body)
            """.utf8)
    }
}
