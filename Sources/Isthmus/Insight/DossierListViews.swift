/// How the list of dossiers, the choosing and the comparing look.
enum DossierListViews {
    static func page(
        _ countries: [String], _ groups: [CountryGroupRecord], _ editions: [DossierEditionLine],
        _ pairs: StrongestPairs?, _ asked: DossierChoice, _ visit: Visit
    ) -> HTML {
        let words = visit.words
        let choose: HTML = """
            <form class="ask" action="/dossiers">
            <div class="field"><label for="f-first">\(words("dossiers.first"))</label>
            <select id="f-first" name="first"><option value=""></option>\
            \(options(countries, asked.first, words))</select></div>
            <div class="field"><label for="f-second">\(words("dossiers.second"))</label>
            <select id="f-second" name="second"><option value=""></option>\
            \(groupOptions(groups, asked.second, words))\(options(countries, asked.second, words))</select></div>
            <button class="button main">\(words("dossiers.open"))</button></form>
            """
        let office: HTML =
            visit.actor.isOffice
            ? Parts.actions([
                Parts.button("/named-groups", words("country_groups.title")),
                Parts.button("/evidence", words("evidence.title")),
            ]) : ""
        return """
            <div class="title"><h1>\(words("dossiers.title"))</h1>
            <p class="lede">\(words("dossiers.lede"))</p>\(office)</div>
            \(notices(asked.faults, words))\(choose)
            <p>\(Parts.link("/dossiers/compare", words("dossier.compare.title"))) · \
            \(Parts.link("/dossiers/definitions", words("dossier.definitions"))) · \
            \(Parts.link("/evidence", words("evidence.title"))) · \
            \(Parts.link("/named-groups", words("country_groups.title")))</p>
            \(Parts.panel(words("dossiers.editions"), list(editions, words)))
            \(Parts.panel(words("dossiers.matrix"), pairs.map { PairMatrix($0, words).panel } ?? ""))
            """
    }

    /// What is wrong with what was chosen, above the form.
    private static func notices(_ faults: [Problem.Reason], _ words: Words) -> HTML {
        let lines: [HTML] = faults.map { "<p class=\"notice wait\" role=\"status\">\(words($0))</p>" }
        return lines.joined()
    }

    static func options(_ countries: [String], _ chosen: String?, _ words: Words) -> [HTML] {
        let order = Countries.sorted(in: words.language).map(\.code)
        let known = Set(countries)
        return order.filter { known.contains($0) }.map { code in
            "<option value=\"\(code)\"\(attribute: "selected", code == chosen)>\(words.country(code))</option>"
        }
    }

    static func groupOptions(_ groups: [CountryGroupRecord], _ chosen: String?, _ words: Words) -> [HTML] {
        (CountryGroup.all.map { ($0.code, $0.name.reading(words.language)) }
            + groups.filter { $0.status == .active }.map { ($0.code, $0.name.reading(words.language)) }).map {
                code, name in
                "<option value=\"\(code)\"\(attribute: "selected", code == chosen)>\(name)</option>"
            }
    }

    static func list(_ editions: [DossierEditionLine], _ words: Words) -> HTML {
        guard !editions.isEmpty else { return "" }
        let items: [HTML] = editions.map { edition in
            let day: HTML = edition.day.map { "\(words.day($0))" } ?? Parts.pill(words("dossier.edition.draft"), .wait)
            let label = words("dossier.edition.number", ["number": words.number(edition.number)])
            return """
                <li>\(Parts.link("/dossier-editions/\(edition.id.text)", edition.title.reading(words.language))) \
                <span class="quiet">\(label)</span> \(day)</li>
                """
        }
        return "<ul>\(items)</ul>"
    }

    /// What can be done with a dossier.
    static func tools(_ sides: CooperatingSides, _ editions: [DossierEditionLine], _ visit: Visit) -> HTML {
        let words = visit.words
        let partner = sides.second.code
        let compare = "/dossiers/compare" + Query([("country", sides.first.code), ("with", partner)]).address
        let begin: HTML =
            visit.actor.isOffice
            ? FormParts.button(visit, action: "\(sides.path)/editions", "dossier.edition.begin", style: "button main")
            : ""
        let known: HTML =
            editions.isEmpty
            ? ""
            : "<details><summary>\(words("dossiers.editions"))</summary>\(list(editions, words))</details>"
        return """
            \(Parts.actions([begin, Parts.button(compare, words("dossier.compare.title"))]))\
            \(known)
            """
    }

    static func comparison(
        _ dossiers: [Dossier], _ countries: [String], _ partner: CooperatingSide?, _ known: [String],
        _ groups: [CountryGroupRecord], _ faults: [Problem.Reason], _ visit: Visit
    ) -> HTML {
        let words = visit.words
        let boxes: [HTML] = (0..<4).map { place in
            let chosen = countries.indices.contains(place) ? countries[place] : nil
            return """
                <div class="field"><label for="f-country-\(place)">\(words("dossier.compare.country"))</label>
                <select id="f-country-\(place)" name="country"><option value=""></option>\
                \(options(known, chosen, words))</select></div>
                """
        }
        return """
            <div class="title"><h1>\(words("dossier.compare.title"))</h1>
            <p class="lede">\(words("dossier.compare.lede"))</p></div>
            \(notices(faults, words))<form class="ask" action="/dossiers/compare">\(boxes)
            <div class="field"><label for="f-with">\(words("dossier.compare.with"))</label>
            <select id="f-with" name="with"><option value=""></option>\(groupOptions(groups, partner?.code, words))\
            \(options(known, partner?.code, words))</select></div>
            <button class="button main">\(words("dossier.compare.show"))</button></form>
            \(DossierComparison(dossiers, with: partner?.code ?? "", words).html)
            """
    }
}
