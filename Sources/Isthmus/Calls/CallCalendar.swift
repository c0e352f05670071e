/// Deadlines as a calendar: an entry without length for each.
struct CallCalendar {
    let name: String
    /// Where the site stands, without a slash at the end.
    let address: String
    let words: Words

    func text(_ deadlines: [CallDeadlineLine]) -> String {
        ICalendar(product: "Calls", name: name, address: address).text(deadlines.map(entry))
    }

    private func entry(_ deadline: CallDeadlineLine) -> ICalendar.Entry {
        let title = deadline.title.reading(words.language)
        let kind = words("call.deadline.kind.\(deadline.kind.rawValue)")
        let path = address + "/calls/" + deadline.callID.text
        var about = [deadline.code, deadline.programme, deadline.instrument].filter { !$0.isEmpty }
        about.append(words("call.deadline.brussels", ["when": BrusselsTime.text(deadline.at)]))
        return ICalendar.Entry(
            id: "\(deadline.callID.text)-\(deadline.kind.rawValue)-\(deadline.position)",
            changedAt: deadline.changedAt, version: deadline.version, start: deadline.at,
            summary: deadline.kind == .single ? title : "\(title) (\(kind))",
            description: about.joined(separator: "\n") + "\n" + path, url: path,
            categories: deadline.programme.isEmpty ? [] : [deadline.programme])
    }
}
