import Database

extension Work {
    /// Tells an account something about a search: a notice in the site, and a mail in the account's language. Both name
    /// the search and organisations, never a person or an address of the other side. With `reminding` the mail is one
    /// that its reader may have stopped.
    func tell(
        _ account: ID<Account>, _ key: String, of search: PartnerSearch, values: [String: String] = [:], about: String,
        path: String, site: String, programme: Multilingual,
        reminding: Programme? = nil
    ) throws {
        guard let account = try Account.find(account, in: tx), account.isOpen else { return }
        let words = Words(account.language)
        let values = values.merging(["title": search.title.reading(account.language)]) { own, _ in own }
        try notify(account: account.id.text, key: "partnering.notice.\(key)", values: values, link: path)
        let holder = try tx.holder(of: account.id)
        guard !holder.email.isEmpty else { return }
        let draft = letter(
            key, to: holder.email, name: holder.name, words, values, about: about, link: site + path,
            programme: programme.reading(account.language))
        if let reminding {
            try send(draft, as: .reminder, about: about, of: reminding)
        } else {
            try send(draft)
        }
    }

    /// A mail to an address, in a language.
    func letter(
        _ key: String, to address: String, name: String, _ words: Words, _ values: [String: String], about: String,
        link: String, programme: String
    ) -> MailDraft {
        let values = values.merging(["site": programme]) { own, _ in own }
        let greeting = name.isEmpty ? words("partnering.mail.greeting") : words("claim.mail.greeting", ["name": name])
        return MailDraft(
            to: address, name: name, language: words.language, subject: words("partnering.mail.\(key).subject", values),
            greeting: greeting,
            paragraphs: [words("partnering.mail.\(key).text", values), values["message"] ?? ""].filter { !$0.isEmpty },
            link: MailDraft.Link(words("partnering.mail.link"), link), reason: words("partnering.mail.reason", values),
            about: about)
    }
}
