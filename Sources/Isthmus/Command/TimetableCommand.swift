import ArgumentParser
import Foundation
import Scheduling

/// `isthmus timetable …`: timetables of brokerage events from files, without a database.
struct TimetableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timetable", abstract: "Makes, checks and mends timetables of bilateral meetings.",
        subcommands: [SolveTimetable.self, VerifyTimetable.self, ReplanTimetable.self])
}

struct SolveTimetable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "solve", abstract: "Places as much priority as possible, then sees to the comforts.",
        discussion: """
            FILE holds people, requests and slots; the answer has a line for each request, in the same order: slot \
            and table, or - and the reason. Both are described in docs/formats.md. Without --seconds a fixed amount \
            of work is done, so that the answer is the same on every machine. With it, rounds of work are added as \
            long as another one is likely to end in time; the answer depends on nothing but how many were made.
            """)
    @Argument(help: "The event.", completion: .file()) var file: String
    @OptionGroup var options: TimetableOptions

    func run() async throws {
        let comforts = try options.chosenComforts()
        let event = try TimetableFile.event(file)
        let start = ContinuousClock.now
        let planner = Planner(rounds: try options.rounds(else: 6), seconds: options.seconds, comforts: comforts)
        let draft = planner.plan(event, progress: TimetableOutput.progress)
        TimetableOutput.show("")
        try TimetableOutput.write(TimetableText.text(of: draft.timetable), to: options.out)
        let seconds = (start.duration(to: .now).milliseconds / 1_000).shown(2)
        let summary = TimetableOutput.summary(draft, of: event) + ", \(seconds) s\n"
        remark(summary)
    }
}

struct VerifyTimetable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Checks a timetable against its event, independently of how it was made.",
        discussion: "Exits with 1 and names what is wrong, unless nothing is.")
    @Argument(help: "The event.", completion: .file()) var file: String
    @Argument(help: "The timetable.", completion: .file()) var solution: String

    func run() async throws {
        let event = try TimetableFile.event(file)
        let timetable = try TimetableFile.timetable(solution)
        let faults = Verification.faults(of: timetable, in: event)
        guard faults.isEmpty else {
            let shown = faults.prefix(20).map { TimetableOutput.sentence($0, timetable) }.joined(separator: "\n")
            let more = faults.count > 20 ? "\n… and \(faults.count - 20) more" : ""
            throw Complaint("\(solution) is not a timetable of \(file):\n\(shown)\(more)")
        }
        let comfort = timetable.comfort(in: event)
        say(
            "valid: \(timetable.meetings) of \(event.requests.count) requests placed, value "
                + "\(timetable.value(in: event)), \(comfort.gaps) gaps, \(comfort.tableChanges) table changes")
    }
}

struct ReplanTimetable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replan", abstract: "Mends a published timetable after changes, moving few meetings.",
        discussion: """
            CHANGES holds one change a line: cancel PARTICIPANT, free PARTICIPANT AVAILABILITY, join ORGANISATION \
            CAPACITY AVAILABILITY, request U V PRIORITY, withdraw REQUEST, close SLOT, tables SLOT COUNT. The answer \
            has a line for each request, new ones at the end. The higher the price, the fewer meetings are moved.
            """)
    @Argument(help: "The event before the changes.", completion: .file()) var file: String
    @Argument(help: "The published timetable.", completion: .file()) var solution: String
    @Argument(help: "What changed.", completion: .file()) var changes: String
    @Option(help: "How much priority must be gained for one meeting to be moved.") var price = 0.75
    @Option(help: "Write the event after the changes to this file.", completion: .file()) var eventOut: String?
    @OptionGroup var options: TimetableOptions

    func run() async throws {
        guard price >= 0 else { throw Complaint("--price is not below 0.") }
        let comforts = try options.chosenComforts()
        let event = try TimetableFile.event(file)
        let published = try TimetableFile.timetable(solution)
        guard published.entries.count == event.requests.count else {
            throw Complaint(
                "\(solution) has \(published.entries.count) lines, but \(file) has \(event.requests.count) requests.")
        }
        let changed = try TimetableFile.event(event, after: changes)
        let start = ContinuousClock.now
        let replanning = Replanning(
            price: price, rounds: try options.rounds(else: 3), seconds: options.seconds, comforts: comforts)
        let redraft = replanning.replan(changed, from: published, progress: TimetableOutput.progress)
        TimetableOutput.show("")
        try TimetableOutput.write(TimetableText.text(of: redraft.draft.timetable), to: options.out)
        if let eventOut, let text = BrokerageEventText.text(of: changed) {
            try TimetableOutput.write(text, to: eventOut)
        }
        let seconds = (start.duration(to: .now).milliseconds / 1_000).shown(2)
        remark(TimetableOutput.summary(redraft.draft, of: changed) + ", \(seconds) s\n")
        remark(
            "kept \(redraft.kept), at another table \(redraft.reseated), moved \(redraft.moved) "
                + "(\(redraft.movedOfNeed) of need), added \(redraft.added), lost \(redraft.lost) "
                + "(\(redraft.lostWithoutNeed) to other meetings)\n")
    }
}

/// What making and mending have in common.
struct TimetableOptions: ParsableArguments {
    @Option(help: "Go on for about so many seconds, while there is anything to gain.") var seconds: Double?
    @Option(help: "The comforts: gaps, tables, even, with commas between; or none.") var comforts = "gaps,tables"
    @Option(help: "Write to this file instead of the standard output.", completion: .file()) var out: String?

    func rounds(else usual: Int) throws -> Int {
        guard let seconds else { return usual }
        guard seconds > 0 else { throw Complaint("--seconds is above 0.") }
        return 64
    }

    func chosenComforts() throws -> Comforts {
        let words = comforts == "none" ? [] : comforts.split(separator: ",").map(String.init)
        guard words.allSatisfy(["gaps", "tables", "even"].contains) else {
            throw Complaint("--comforts are gaps, tables and even, or none.")
        }
        return Comforts(
            fewGaps: words.contains("gaps"), fewTableChanges: words.contains("tables"),
            evenSlots: words.contains("even"))
    }
}
