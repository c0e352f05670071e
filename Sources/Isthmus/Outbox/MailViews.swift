/// How the office sees the queue: never a mail's parts, which may hold links that let one in.
enum MailViews {
    /// It may break behind its sign.
    static func address(_ address: String) -> HTML {
        address.split(separator: "@", omittingEmptySubsequences: false).map { "\($0)" as HTML }.joined("@<wbr>")
    }

    static func pill(_ state: MailState, _ words: Words) -> HTML {
        let tone: Parts.Tone =
            switch state {
            case .sent: .good
            case .queued: .wait
            case .failed, .suspended: .bad
            case .cancelled: .quiet
            }
        return Parts.pill(words("mail.state.\(state.rawValue)"), tone)
    }

    static func profile(_ profile: MailProfile, _ visit: Visit) -> HTML {
        let (line, words) = (profile.line, visit.words)
        let path = "/office/mail/\(line.id.text)"
        var actions: [HTML] = []
        if line.state.mayBeRetried {
            actions.append(FormParts.button(visit, action: path + "/retry", "mail.retry", style: "button main"))
        }
        if line.state == .suspended {
            actions.append(Parts.button("/office/mail/suspensions", words("mail.suspensions.title")))
        }
        if line.state.mayBeCancelled {
            actions.append(FormParts.button(visit, action: path + "/cancel", "mail.cancel"))
        }
        return """
            <div class="title"><h1>\(line.subject)</h1>\(pill(line.state, words))
            <p class="lede">\(line.name) &lt;\(line.address)&gt;</p></div>
            \(actions.isEmpty ? "" : "<div class=\"actions\">\(actions)</div>")
            <div class="columns"><div class="column">
            \(Parts.panel(words("mail.attempts"), attempts(profile.attempts, words)))
            <p class="quiet">\(words("mail.parts_hidden"))</p>
            </div>
            <aside class="facts">\(facts(line, words))</aside></div>
            """
    }

    private static func facts(_ line: MailLine, _ words: Words) -> HTML {
        func moment(_ moment: Moment?) -> HTML? {
            moment.map { "<time datetime=\"\($0.iso)\">\(words.moment($0))</time>" as HTML }
        }
        return Parts.facts([
            (words("mails.column.created"), moment(line.createdAt)),
            (words("mails.column.next"), line.state == .queued ? moment(line.nextAttemptAt) : nil),
            (words("mail.state.sent"), moment(line.sentAt)),
            (words("mail.state.failed"), moment(line.failedAt)),
            (words("mail.state.cancelled"), moment(line.cancelledAt)),
            (words("mails.facet.language"), "\(words.language(named: line.language))"),
            (words("mails.column.error"), "\(line.lastError)"),
            (words("mail.reason"), "\(line.reason)"),
            (words("mail.about"), "\(line.about)"),
        ])
    }

    private static func attempts(_ attempts: [MailAttempt], _ words: Words) -> HTML {
        guard !attempts.isEmpty else { return "<p>\(words("mail.attempts.none"))</p>" }
        let items: [HTML] = attempts.map { attempt in
            """
            <li><time datetime="\(attempt.at.iso)">\(words.moment(attempt.at))</time>
            \(words("mail.outcome.\(attempt.outcome.rawValue)")) <span class="quiet">\(attempt.reply)</span></li>
            """
        }
        return "<ol class=\"timeline\">\(items)</ol>"
    }

    static func suspensions(_ suspensions: [MailSuspension], _ visit: Visit) -> HTML {
        let words = visit.words
        let title: HTML = """
            <div class="title"><h1>\(words("mail.suspensions.title"))</h1>
            <p class="lede">\(words("mail.suspensions.lede"))</p></div>
            """
        guard !suspensions.isEmpty else {
            return title + "<div class=\"empty\"><p>\(words("mail.suspensions.empty"))</p></div>"
        }
        let heads = ["address", "since", "error"].map { words("mails.column.\($0)") }
        let rows: [HTML] = suspensions.map { suspension in
            let lift = FormParts.button(
                visit, action: "/office/mail/suspensions/\(suspension.id.text)/lift", "mail.suspension.lift")
            return """
                <tr><td data-label="\(heads[0])"><a href="/office/mail?q=\(Query.encoded(suspension.mailbox))">\
                \(suspension.mailbox)</a></td><td data-label="\(heads[1])">\(words.moment(suspension.since))</td>
                <td data-label="\(heads[2])">\(suspension.reply)</td><td>\(lift)</td></tr>
                """
        }
        return title + """
            <table class="records"><thead><tr>\(heads.map { head -> HTML in "<th scope=\"col\">\(head)</th>" })
            <td></td></tr></thead><tbody>\(rows)</tbody></table>
            """
    }
}
