/// How the calls for somebody look.
enum FittingCallViews {
    /// So many stand on the page of whom they are for.
    static let mostOnPage = 5

    static func panel(_ fitting: FittingCalls, _ words: Words) -> HTML {
        let content: HTML
        if let calls = fitting.calls {
            let more: HTML = "<p>\(Parts.link(fitting.owner.path + "/calls", words("fitting.all")))</p>"
            content = calls.isEmpty ? "" : list(calls, words) + more
        } else {
            content = "<p class=\"quiet\">\(words("fitting.preparing"))</p>"
        }
        return Parts.panel(words("fitting.title"), content, id: "calls")
    }

    static func page(_ fitting: FittingCalls, _ words: Words) -> HTML {
        let calls = fitting.calls ?? []
        let country = fitting.owner.country
        return """
            <div class="title"><h1>\(words("fitting.title"))</h1>
            <p class="lede">\(fitting.owner.title(words))\(country.isEmpty ? "" : " · " + words.country(country))</p>
            </div>
            <p>\(words("fitting.lede"))</p>
            \(calls.isEmpty
                ? "<p class=\"empty\">\(words("fitting.nothing"))</p>"
                : "<p class=\"quiet\" role=\"status\">\(words("calls.count", count: calls.count))</p>"
                    + list(calls, words))
            """
    }

    private static func list(_ calls: [FittingCall], _ words: Words) -> HTML {
        let entries: [HTML] = calls.map { entry($0, words) }
        return "<ol class=\"hits\">\(entries)</ol>"
    }

    private static func entry(_ call: FittingCall, _ words: Words) -> HTML {
        let record = call.match.record
        let deadline = call.nextDeadlineAt.map {
            words("call.until", ["day": words.day(BrusselsTime.clock(at: $0).day)])
        }
        let place = [call.programme, call.code, deadline ?? ""].filter { !$0.isEmpty }.joined(separator: " · ")
        return """
            <li><h3>\(Parts.link(record.path, record.title(words)))</h3>
            <p class="meta">\(Parts.pill(words("call.state.\(call.state.rawValue)"), CallViews.tone(call.state))) \
            \(place)</p>
            <p>\(CallPartnerViews.side(call.eligibility, words)) \(ExpertViews.strength(call.match.score, words))</p>
            \(ExpertViews.reasons(call.match, words))</li>
            """
    }
}
