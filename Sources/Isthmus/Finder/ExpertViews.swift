/// How experts look, with what speaks for them.
enum ExpertViews {
    static func results(_ question: ExpertQuestion, _ found: [FoundExpert], _ visit: Visit) -> HTML {
        let words = visit.words
        let result: HTML
        if question.text.isEmpty {
            result = "<div class=\"empty\"><p>\(words("experts.begin"))</p></div>"
        } else if found.isEmpty {
            result = "<div class=\"empty\"><p>\(words("experts.nothing", ["text": question.text]))</p></div>"
        } else {
            result =
                "<p class=\"quiet\" role=\"status\">\(words("experts.count", count: found.count))</p>"
                + list(found, words)
        }
        return """
            <div class="title"><h1>\(words("experts.title"))</h1><p class="lede">\(words("experts.lede"))</p></div>
            \(form(question, words))\(result)\(SavedSearchViews.offer(.experts, visit))
            """
    }

    private static func form(_ question: ExpertQuestion, _ words: Words) -> HTML {
        let kinds: [HTML] = ([nil] + ExpertQuestion.kinds.map(Optional.some)).map { kind in
            let isChosen: HTML = kind == question.kind ? " selected" : ""
            let label = words(kind.map { "find.kinds.\($0.rawValue)" } ?? "find.kinds.all")
            return "<option value=\"\(kind?.rawValue ?? "")\"\(isChosen)>\(label)</option>"
        }
        let countries: [HTML] = Countries.sorted(in: words.language).map { country in
            let isChosen: HTML = country.code == question.country ? " selected" : ""
            return "<option value=\"\(country.code)\"\(isChosen)>\(words.country(country.code))</option>"
        }
        return """
            <form class="record" action="/find/experts" role="search">
            <div class="field"><label for="experts-q">\(words("experts.what"))</label>
            <p class="hint" id="experts-q-hint">\(words("experts.hint"))</p>
            <textarea id="experts-q" name="q" rows="3" \
            aria-describedby="experts-q-hint">\(question.text)</textarea></div>
            <div class="inline"><div class="field"><label for="experts-kind">\(words("find.kinds"))</label>
            <select id="experts-kind" name="kind">\(kinds)</select></div>
            <div class="field"><label for="experts-country">\(words("experts.where"))</label>
            <select id="experts-country" name="country"><option value="">\(words("experts.anywhere"))</option>\
            \(countries)</select></div></div>
            <div class="actions"><button class="button main">\(words("find.go"))</button></div></form>
            """
    }

    static func list(_ found: [FoundExpert], _ words: Words) -> HTML {
        let entries: [HTML] = found.map { expert($0, words) }
        return "<ol class=\"hits\">\(entries)</ol>"
    }

    private static func expert(_ expert: FoundExpert, _ words: Words) -> HTML {
        let record = expert.record
        let place = [
            words("find.kind.\(record.kind.rawValue)"), record.context.first { !$0.isEmpty } ?? "",
            record.country.isEmpty ? "" : words.country(record.country),
        ].filter { !$0.isEmpty }.joined(separator: " · ")
        return """
            <li><h3>\(Parts.link(record.path, record.title(words)))</h3>
            <p class="meta">\(place)</p>
            <p>\(strength(expert.score, words)), \(words("experts.texts", count: expert.textCount))</p>
            \(reasons(expert, words))</li>
            """
    }

    /// The texts that speak for somebody, and the words that brought the score.
    static func reasons(_ expert: FoundExpert, _ words: Words) -> HTML {
        let proofs: [HTML] = expert.evidence.map { proof in
            // What somebody says of themselves has no title but their name, which stands above.
            let isOwn = proof.record.key == expert.record.key
            let title = isOwn ? words("experts.own") : proof.record.title(words)
            let kind = isOwn ? "" : words("find.kind.\(proof.record.kind.rawValue)") + " · "
            return """
                <li>\(Parts.link(proof.record.path, title)) \
                <span class="quiet">\(kind)\(share(proof.share, words))</span></li>
                """
        }
        let terms: [HTML] = expert.terms.map { term, part in
            "<span class=\"tag\">\(term) \(share(part, words))</span> "
        }
        return """
            <ul>\(proofs)</ul>
            <details><summary>\(words("find.why"))</summary>
            <p>\(words("experts.score", ["score": words.number(expert.score)]))</p>
            <p>\(words("experts.terms"))</p><p>\(terms)</p></details>
            """
    }

    /// "strong evidence", with the number for whoever points at it.
    static func strength(_ score: Double, _ words: Words) -> HTML {
        let number = words("experts.score", ["score": words.number(score)])
        return "<span title=\"\(number)\">\(words("experts.strength.\(FoundExpert.Strength(score).rawValue)"))</span>"
    }

    private static func share(_ share: Double, _ words: Words) -> String {
        words("experts.share", ["share": words.number(Int((share * 100).rounded()))])
    }

    static func likeness(_ likeness: Likeness, _ visit: Visit) -> HTML {
        let words = visit.words
        let thing = likeness.thing
        let title = thing.title(words)
        let similar: [HTML] = likeness.similar.map { record, score in
            """
            <li>\(Parts.link(record.path, record.title(words))) <small>\
            \(record.country.isEmpty ? "" : words.country(record.country) + " · ")\
            \(strength(score, words))</small></li>
            """
        }
        let nothing: HTML = "<p class=\"quiet\">\(words("like.nothing"))</p>"
        return """
            <div class="title"><h1>\(words("like.title", ["name": title]))</h1>
            <p class="lede">\(words("like.lede"))</p></div>
            \(Parts.panel(words("like.similar.\(thing.kind.rawValue)"),
                similar.isEmpty ? nothing : "<ul class=\"entries\">\(similar)</ul>"))
            \(Parts.panel(words("like.helpers"), likeness.helpers.isEmpty ? nothing : list(likeness.helpers, words)))
            """
    }
}
