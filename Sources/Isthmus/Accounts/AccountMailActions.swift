import Database

/// The mails that accounts cause.
enum AccountMail: String {
    case confirmation, email, password, invitation
    case alreadyRegistered = "already_registered"
    case alreadyClosed = "already_closed"
    case passwordChanged = "password_changed"
    case emailChanged = "email_changed"
    case secondFactorEnabled = "second_factor_enabled"
    case secondFactorDisabled = "second_factor_disabled"
    case closed
}

extension Work {
    /// Queues a mail to an address, with a link to a page of the site.
    func send(
        _ programme: Programme, _ mail: AccountMail, to address: String, name: String = "", language: String,
        link path: String? = nil, values: [String: String] = [:]
    ) throws {
        let words = Words(language)
        let key = "account.mail.\(mail.rawValue)"
        let values = values.merging(["site": programme.settings.name.reading(language)]) { own, _ in own }
        let link = path.map { MailDraft.Link(words("\(key).link"), programme.link($0)) }
        try send(
            MailDraft(
                to: address, name: name, language: language, subject: words("\(key).subject", values),
                greeting: words("account.mail.greeting"), paragraphs: [words("\(key).text", values)], link: link,
                reason: words("account.mail.reason", values)))
    }
}
