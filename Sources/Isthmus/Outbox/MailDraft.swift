import Foundation

/// A mail as a verb writes it, in its reader's language: a request, at most one link, why one gets it, how to stop it.
public struct MailDraft: Sendable, Equatable {
    /// A labelled address; only `http`, `https` and, to stop mails, `mailto` pass.
    public struct Link: Sendable, Equatable {
        public let label: String
        public let address: String

        public init(_ label: String, _ address: String) {
            self.label = label
            self.address = address
        }
        /// Without line breaks, quotes and brackets, so that it can stand in a header and in a tag.
        func isSafe(schemes: [String]) -> Bool {
            schemes.contains { address.lowercased().hasPrefix($0) } && address.utf8.count <= 900
                && address.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != 60 && $0 != 62 && $0 != 34 }
        }
    }

    /// A list within a mail: what it is of, its items, and where there is more.
    public struct Section: Sendable, Equatable {
        public var title: Link
        public var items: [(link: Link, note: String)]
        /// Below the items: all of them, or an end to them.
        public var links: [Link]

        public init(_ title: Link, _ items: [(link: Link, note: String)], links: [Link] = []) {
            (self.title, self.items, self.links) = (title, items, links)
        }
        public static func == (left: Section, right: Section) -> Bool {
            left.title == right.title && left.links == right.links
                && left.items.elementsEqual(right.items) { $0 == $1 }
        }
        var isSafe: Bool {
            ([title] + items.map(\.link) + links).allSatisfy { $0.isSafe(schemes: ["http://", "https://"]) }
        }
    }

    public var to: String
    /// Whom it greets, shown beside the address; may be empty.
    public var name: String
    public var language: String
    /// Who needs what by when.
    public var subject: String
    public var greeting: String
    /// The first of them is the request.
    public var paragraphs: [String]
    public var link: Link?
    /// "You get this because …".
    public var reason: String
    /// How to stop mails of this kind; nil for those that one asked for oneself, like a new password.
    public var stop: Link?
    /// The id of the thing it speaks of; empty when there is none.
    public var about: String
    /// What is listed between the paragraphs and the link.
    public var sections: [Section] = []
    /// `Work.send(_:as:…)` sets it, with the link to stop such mails.
    var kind = MailKind.procedure

    public init(
        to: String, name: String = "", language: String, subject: String, greeting: String, paragraphs: [String],
        link: Link? = nil, reason: String, stop: Link? = nil, about: String = ""
    ) {
        (self.to, self.name, self.language, self.subject) = (to, name, language, subject)
        (self.greeting, self.paragraphs, self.link) = (greeting, paragraphs, link)
        (self.reason, self.stop, self.about) = (reason, stop, about)
    }

    /// The text part; lines end with a line feed and are not broken.
    var plainText: String {
        var blocks = [greeting] + paragraphs
        for section in sections {
            blocks.append(section.title.label + ":\n" + section.title.address)
            blocks += section.items.map { item in
                "* " + item.link.label + (item.note.isEmpty ? "" : "\n  " + item.note) + "\n  " + item.link.address
            }
            if !section.links.isEmpty {
                blocks.append(section.links.map { $0.label + ": " + $0.address }.joined(separator: "\n"))
            }
        }
        if let link { blocks.append(link.label + ":\n" + link.address) }
        var foot = "-- \n" + reason
        if let stop { foot += "\n" + stop.label + ": " + stop.address }
        return (blocks.filter { !$0.isEmpty } + [foot]).joined(separator: "\n\n") + "\n"
    }

    /// The row it becomes. Throws `Problem.invalid` at `to` for an address that cannot be one, and a `Defect` for a
    /// link that is none: links are made by the program.
    func mail(_ id: ID<Mail>, at now: Moment) throws -> Mail {
        guard let address = MailAddress(to) else { throw Problem.invalid("to", "mail.address.wrong") }
        let web = ["http://", "https://"]
        guard link?.isSafe(schemes: web) != false, stop?.isSafe(schemes: web + ["mailto:"]) != false,
            sections.allSatisfy(\.isSafe)
        else {
            throw Defect("a mail's link must be a full address")
        }
        var clean = self
        clean.subject = HeaderText.line(subject, atMost: 300)
        clean.name = HeaderText.line(name, atMost: 100)
        return Mail(
            id: id, address: address.text, mailbox: address.mailbox, name: clean.name, language: language,
            subject: clean.subject, textPart: clean.plainText, htmlPart: MailDraftViews.page(clean).text,
            reason: reason, stopLink: stop?.address, about: about, kind: kind, attempts: 0,
            nextAttemptAt: now, claimedUntil: Moment(seconds: 0), lastError: "", createdAt: now)
    }
}
