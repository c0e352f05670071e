import Database

/// What letters about applications to networks need to know of the site.
struct NetworkLetters: Sendable {
    let site: String
    let programme: Multilingual

    init(_ programme: Programme) {
        (site, self.programme) = (programme.settings.address, programme.settings.name)
    }
}

extension Work {
    /// A notice in the site for each account.
    func notify(_ accounts: [ID<Account>], _ key: String, of application: NetworkApplication) throws {
        for account in try readers(accounts, of: application) {
            try notify(
                account: account.id.text, key: "network_application.notice.\(key)",
                values: try tx.names(of: application, in: account.language),
                link: "/network-applications/\(application.id.text)")
        }
    }

    /// A notice and a letter for each account, in its language.
    func tell(
        _ accounts: [ID<Account>], _ key: String, of application: NetworkApplication, by letters: NetworkLetters
    ) throws {
        try notify(accounts, key, of: application)
        for account in try readers(accounts, of: application) {
            let holder = try tx.holder(of: account.id)
            guard !holder.email.isEmpty else { continue }
            let words = Words(account.language)
            let values = try tx.names(of: application, in: account.language)
                .merging(["site": letters.programme.reading(account.language)]) { own, _ in own }
            try send(
                MailDraft(
                    to: holder.email, name: holder.name, language: account.language,
                    subject: words("network_application.mail.\(key).subject", values),
                    greeting: words("claim.mail.greeting", ["name": holder.name]),
                    paragraphs: [words("network_application.mail.\(key).text", values), application.reason]
                        .filter { !$0.isEmpty },
                    link: MailDraft.Link(
                        words("network_application.mail.link"),
                        letters.site + "/network-applications/\(application.id.text)"),
                    reason: words("network_application.mail.reason", values), about: application.id.text))
        }
    }
}

extension Work {
    /// Each once: a mentor may have come to the applicant's side. Nobody where the network or the applicant is
    /// withdrawn: they would find no page.
    private func readers(_ accounts: [ID<Account>], of application: NetworkApplication) throws -> [Account] {
        guard !application.isHidden else { return [] }
        var known: Set<ID<Account>> = []
        return try accounts.filter { known.insert($0).inserted }.compactMap { try Account.find($0, in: tx) }
            .filter(\.isOpen)
    }
}

extension Transaction {
    /// What the network and the applicant are called in a language.
    func names(of application: NetworkApplication, in language: String) throws -> [String: String] {
        let network = try Network.find(application.networkID, in: self)?.name.reading(language) ?? ""
        let organisation = try application.organisationID.flatMap { try Organisation.find($0, in: self) }
        let person = try application.personID.flatMap { try Person.find($0, in: self) }
        return ["network": network, "name": organisation?.name(in: language) ?? person?.name(in: language) ?? ""]
    }
}
