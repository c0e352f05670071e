import Foundation
import Hummingbird
import Logging

/// Everything the pages share: the programme, the sentences, the kept pages, the counters.
public final class Site: Sendable {
    public let programme: Programme
    public let sentences: Sentences
    let kept: KeptPages
    let tally: RequestTally
    let calls: RequestLimit
    let forms: RequestLimit

    public init(programme: Programme, sentences: Sentences = .all) {
        (self.programme, self.sentences) = (programme, sentences)
        kept = KeptPages()
        tally = RequestTally()
        calls = RequestLimit(perMinute: programme.settings.callsPerMinute)
        forms = RequestLimit(perMinute: programme.settings.formsPerMinute)
    }

    public var settings: Settings { programme.settings }
    /// Cookies travel only over TLS where the site is served so.
    var isSecure: Bool { settings.address.hasPrefix("https:") }
}

/// The routes of an area are added to this.
public typealias Routes = Router<SiteContext>

/// A group of routes: each area's `…Pages`.
public protocol Pages: Sendable {
    init()
    func addRoutes(to routes: Routes)
}
