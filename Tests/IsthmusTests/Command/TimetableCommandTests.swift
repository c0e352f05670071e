import ArgumentParser
import Foundation
import Scheduling
import Testing

@testable import Isthmus

/// The commands on timetables with files as they come.
@Suite struct TimetableCommands {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "timetable-\(UUID().uuidString)")

    private func path(_ name: String) -> String { folder.appending(path: name).path }

    private func write(_ name: String, _ text: String) throws -> String {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: folder.appending(path: name))
        return path(name)
    }

    private func read(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

    /// What a command complains of.
    private func complaint(_ work: () async throws -> Void) async -> String {
        do {
            try await work()
            return "nothing"
        } catch let complaint as Complaint {
            return complaint.description
        } catch {
            return "\(error)"
        }
    }

    private let event = """
        4 4 2 1
        2 1
        0 0
        0 1 11
        1 1 11
        2 1 11
        3 1 10
        0 1 1
        2 3 2
        0 3 5
        1 2 1

        """

    @Test func `a timetable is made, found right, mended after a change and found right again`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try write("event.txt", event)
        try await SolveTimetable.parse([file, "--out", path("first.txt")]).run()
        let first = try read("first.txt")
        let timetable = try TimetableText.timetable(from: first)
        #expect(timetable.value(in: try BrokerageEventText.event(from: event)) == 7)
        #expect(timetable.entries[1] == .unplaced(.slotsTaken))
        try await VerifyTimetable.parse([file, path("first.txt")]).run()

        let changes = try write("changes.txt", "cancel 3\njoin 9 1 01\nrequest 4 0 2\n")
        try await ReplanTimetable.parse([
            file, path("first.txt"), changes, "--out", path("second.txt"), "--event-out", path("after.txt"),
        ]).run()
        try await VerifyTimetable.parse([path("after.txt"), path("second.txt")]).run()
        let second = try TimetableText.timetable(from: read("second.txt"))
        #expect(second.entries.count == 5)
        #expect(second.entries[1] == .unplaced(.noCommonSlot))
        #expect(second.entries[2] == .unplaced(.noCommonSlot))
        #expect(second.entries[4] == .meeting(slot: 1, place: .table(0)))
    }

    @Test func `a file that cannot be read is named with its line, and nothing is written`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try write("event.txt", event)
        let bad = try write("bad.txt", event.replacingOccurrences(of: "0 3 5", with: "3 3 5"))
        let said = await complaint { try await SolveTimetable.parse([bad, "--out", path("out.txt")]).run() }
        #expect(said == "\(bad), line 10: participant 3 cannot meet themselves.")
        #expect(!FileManager.default.fileExists(atPath: path("out.txt")))
        let missing = path("missing.txt")
        #expect(
            await complaint { try await VerifyTimetable.parse([file, missing]).run() } == "\(missing) cannot be read.")
        let short = try write("short.txt", "0 0\n")
        let changes = try write("changes.txt", "close 1\n")
        #expect(
            await complaint { try await ReplanTimetable.parse([file, short, changes]).run() }
                == "\(short) has 1 lines, but \(file) has 4 requests.")
        let wrong = try write("wrong.txt", "close 2\n")
        let solution = try write("solution.txt", "- no-table\n- no-table\n- no-table\n- no-table\n")
        #expect(
            await complaint { try await ReplanTimetable.parse([file, solution, wrong]).run() }
                == "\(wrong), line 1: the slot is 2, but lies between 0 and 1.")
    }

    @Test func `what is wrong with a timetable is said line by line`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try write("event.txt", event)
        let solution = try write("solution.txt", "0 0\n0 0\n1 0\n- limit-reached\n")
        let said = await complaint { try await VerifyTimetable.parse([file, solution]).run() }
        #expect(
            said == """
                \(solution) is not a timetable of \(file):
                line 2: table 0 of slot 0 is taken by line 1
                line 3: participant 3 is absent in slot 1
                line 4: the reason is no-table, not limit-reached
                """)
    }

    @Test(arguments: [["--comforts", "naps"], ["--seconds", "0"]])
    func `an option that cannot be is refused`(options: [String]) async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try write("event.txt", event)
        let said = await complaint { try await SolveTimetable.parse([file] + options).run() }
        #expect(said.hasPrefix(options[0]))
    }

    @Test func `the bench's changes are as many as it says`() throws {
        let people = (0..<100).map { Participant(organisation: $0, availability: Array(repeating: true, count: 8)) }
        let event = try BrokerageEvent(
            participants: people, requests: (0..<100).map { Request(parties: [$0, ($0 + 1) % 100], priority: 1) },
            slots: (0..<8).map { Slot(tables: 20, day: $0 / 4) })
        let changes = TimetableScenario(event, seed: 1).changes
        #expect(changes.count == 3 + 5 + 2 + 3)
        #expect(changes == TimetableScenario(event, seed: 1).changes)
        let after = try event.applying(changes)
        #expect(after.participants.count { !$0.availability.contains(true) } == 3)
        #expect(after.participants.count { $0.availability.count { $0 } == 6 } == 5)
        #expect(after.slots.map(\.tables).sorted() == [19, 19, 20, 20, 20, 20, 20, 20])
        #expect(after.requests.count == 103)
    }
}
