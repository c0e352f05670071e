/// How the funnel looks: the steps drawn and counted, then by country and by theme.
enum FunnelViews {
    static func page(_ funnel: Funnel, _ topics: [Named], _ events: [String], _ notices: HTML, _ visit: Visit) -> HTML {
        let words = visit.words
        let query = funnel.question.query.address
        let downloads: [HTML] = ["csv", "xlsx", "svg"].map { Parts.link("/funnel.\($0)\(query)", $0.uppercased()) }
        return """
            <div class="title"><h1>\(words("funnel.title"))</h1><p class="lede">\(words("funnel.lede"))</p></div>
            \(notices)\(filters(funnel.question, topics, events, words))
            <div class="tools"><span>\(words("list.export")) \(downloads.joined(" "))</span></div>
            <figure class="chart">\(drawing(funnel, words, isAlone: false))</figure>
            \(steps(funnel, words))
            \(matrix(funnel, words("funnel.by_country"), by: \.countries, words) { words.country($0) })
            \(matrix(funnel, words("funnel.by_topic"), by: \.topics, words) { CompetenceViews.topic($0, words) })
            """
    }

    private static func filters(
        _ question: FunnelQuestion, _ topics: [Named], _ events: [String], _ words: Words
    ) -> HTML {
        func select(_ name: String, _ chosen: String?, _ choices: [(value: String, label: String)]) -> HTML {
            let options: [HTML] = choices.map { value, label in
                "<option value=\"\(value)\"\(attribute: "selected", value == chosen)>\(label)</option>"
            }
            return """
                <div class="field"><label for="f-\(name)">\(words("funnel.field.\(name)"))</label>
                <select id="f-\(name)" name="\(name)"><option value=""></option>\(options)</select></div>
                """
        }
        let countries = Countries.sorted(in: words.language).map { (value: $0.code, label: words.country($0.code)) }
        let themes = topics.map { (value: $0.id, label: Multilingual.reading($0.name, words.language)) }
        return """
            <form class="inline" action="/funnel">\(select("country", question.country, countries))
            \(select("topic", question.topic, themes))
            \(events.isEmpty ? "" : select("event", question.event, events.map { (value: $0, label: $0) }))
            <div class="field"><label for="f-period">\(words("funnel.field.period"))</label>
            <input id="f-period" name="period" size="12" value="\(question.period)" \
            placeholder="2026, 2026-05"></div><button>\(words("calls.show"))</button></form>
            """
    }

    /// Each step with what adds to it; every number opens its records.
    private static func steps(_ funnel: Funnel, _ words: Words) -> HTML {
        let heads = ["step", "source", "number"].map { words("funnel.column.\($0)") }
        let rows: [HTML] = funnel.rows.map { row in
            let number: HTML =
                row.total.map { Parts.link(row.address, words.number($0)) } ?? uncounted(words)
            return """
                <tr><th scope="row" data-label="\(heads[0])">\(words("funnel.step.\(row.step.rawValue)"))</th>
                <td data-label="\(heads[1])">\(words("funnel.source.\(row.name)"))</td>
                <td class="number" data-label="\(heads[2])">\(number)</td></tr>
                """
        }
        return """
            <table class="records" id="steps"><thead><tr>
            <th scope="col">\(heads[0])</th><th scope="col">\(heads[1])</th>
            <th scope="col" class="number">\(heads[2])</th></tr>
            </thead><tbody>\(rows)</tbody></table>
            """
    }

    /// For a list that cannot be narrowed so, which is not the same as none.
    private static func uncounted(_ words: Words) -> HTML {
        "<span class=\"quiet\" title=\"\(words("funnel.unknown"))\">–</span>"
    }

    /// Countries or themes down, steps across.
    private static func matrix(
        _ funnel: Funnel, _ title: String, by dimension: KeyPath<Funnel.Row, [Funnel.Part]>, _ words: Words,
        _ label: (String) -> String
    ) -> HTML {
        let values = funnel.values(by: dimension)
        guard !values.isEmpty else { return "" }
        let heads: [HTML] = funnel.rows.map { row in
            let (step, source) = (words("funnel.step.\(row.step.rawValue)"), words("funnel.source.\(row.name)"))
            return "<th scope=\"col\" class=\"number\">\(step)<small>\(step == source ? "" : source)</small></th>"
        }
        let rows: [HTML] = values.map { value in
            let cells: [HTML] = funnel.rows.map { row in
                let part = row[keyPath: dimension].first { $0.value == value }
                let name = words("funnel.step.\(row.step.rawValue)")
                let number: HTML =
                    part.map { Parts.link($0.address, words.number($0.count)) } ?? uncounted(words)
                return "<td class=\"number\" data-label=\"\(name)\">\(number)</td>"
            }
            return "<tr><th scope=\"row\">\(label(value))</th>\(cells)</tr>"
        }
        let table: HTML = """
            <div class="scroll"><table class="records"><thead><tr><td></td>\(heads)</tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
        return Parts.panel(title, table)
    }

    /// Bars that stand in the middle, one for each step, as wide as its number. Alone, it is a whole file.
    static func drawing(_ funnel: Funnel, _ words: Words, isAlone: Bool) -> HTML {
        let steps = funnel.steps
        let most = Double(max(1, steps.compactMap { funnel.total(of: $0) }.max() ?? 1))
        let (width, middle, room, pitch) = (520.0, 330.0, 340.0, 34.0)
        let shapes: [HTML] = steps.enumerated().map { index, step in
            let total = funnel.total(of: step)
            let bar = max(2, Double(total ?? 0) / most * room)
            let top = Double(index) * pitch + 4
            let address = funnel.rows.first { $0.step == step }?.address ?? "/funnel"
            let label = words("funnel.step.\(step.rawValue)")
            let number = total.map { words.number($0) } ?? "–"
            let shape: HTML = """
                <rect x="\(coordinate: middle - bar / 2)" y="\(coordinate: top)" width="\(coordinate: bar)" \
                height="24" fill="#0b5b5e" fill-opacity="0.25"/>\
                <text x="0" y="\(coordinate: top + 17)" font-size="13" fill="currentColor">\(label)</text>\
                <text x="\(coordinate: middle)" y="\(coordinate: top + 17)" font-size="13" text-anchor="middle" \
                fill="currentColor">\(number)</text>
                """
            return isAlone ? shape : "<a href=\"\(address)\">\(shape)</a>"
        }
        let height = Double(steps.count) * pitch + 4
        let space: HTML = isAlone ? " xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\"" : ""
        return """
            <svg\(space) viewBox="0 0 \(coordinate: width) \(coordinate: height)" role="\(isAlone ? "img" : "group")" \
            aria-label="\(words("funnel.title"))"><title>\(words("funnel.title"))</title>\(shapes)</svg>
            """
    }
}
