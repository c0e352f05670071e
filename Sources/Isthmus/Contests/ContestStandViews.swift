/// How the plan of an exhibition looks: a drawing to scale, and the same as a table.
enum ContestStandViews {
    static func page(_ plan: ContestPlan, _ form: FormParts, _ visit: Visit) -> HTML {
        let words = visit.words
        let none: HTML = "<div class=\"empty\"><p>\(words("contest.plan.empty"))</p></div>"
        let importing: HTML =
            !plan.mayAssign
            ? ""
            : Parts.panel(
                words("contest_stands.import"),
                form.form(
                    action: "/contests/\(plan.contest.id.text)/stands", submit: "contest_stands.send",
                    [form.lines("table", nil, rows: 8, isRequired: true)]))
        return """
            \(Parts.title(words("contest.plan"), of: plan.contest.title.reading(words.language)))
            \(plan.stands.isEmpty ? none : drawing(plan, words) + table(plan, visit))\(importing)
            """
    }

    /// Zones in their order take the colours of the palette.
    private static func zones(_ plan: ContestPlan) -> [String] {
        Array(Set(plan.stands.map(\.zone))).sorted()
    }

    static func drawing(_ plan: ContestPlan, _ words: Words) -> HTML {
        let zones = zones(plan)
        let margin = 0.5
        let left = plan.stands.map(\.x).min() ?? 0
        let top = plan.stands.map(\.y).min() ?? 0
        let right = plan.stands.map { $0.x + $0.width }.max() ?? 1
        let bottom = plan.stands.map { $0.y + $0.depth }.max() ?? 1
        // As wide as a page, whatever the hall.
        let scale = 720 / max(1, right - left + 2 * margin)
        let (width, height) = (720.0, max(40, (bottom - top + 2 * margin) * scale))
        let shapes: [HTML] = plan.stands.map { stand in
            let (x, y) = ((stand.x - left + margin) * scale, (stand.y - top + margin) * scale)
            let (w, d) = (stand.width * scale, stand.depth * scale)
            let colour = (zones.firstIndex(of: stand.zone) ?? 0) % 8 + 1
            let label = stand.number + (stand.title.map { ": " + $0.reading(words.language) } ?? "")
            let text: HTML =
                w < 16 || d < 12
                ? ""
                : """
                <text class="middle" x="\(coordinate: x + w / 2)" y="\(coordinate: y + d / 2 + 4)">\
                \(stand.number)</text>
                """
            let shape: HTML = """
                <g><title>\(label)</title><rect class="bar c\(colour)" x="\(coordinate: x)" y="\(coordinate: y)" \
                width="\(coordinate: w)" height="\(coordinate: d)" rx="2" stroke="var(--rule)" \
                fill-opacity="\(stand.entryID == nil ? "0.25" : "0.7")"/>\(text)</g>
                """
            return stand.entryID.map { "<a href=\"/contest-entries/\($0.text)\">\(shape)</a>" } ?? shape
        }
        let legend: [HTML] = zones.enumerated().filter { !$1.isEmpty }.map { index, zone in
            "<li class=\"c\(index % 8 + 1)\">\(zone)</li>"
        }
        // What links stand in is no single picture to who reads by ear.
        let role = plan.stands.contains { $0.entryID != nil } ? "group" : "img"
        return """
            <figure class="chart plan"><svg viewBox="0 0 \(coordinate: width) \(coordinate: height)" role="\(role)" \
            aria-label="\(words("contest.plan.drawing", count: plan.stands.count))">\(shapes)</svg>
            \(legend.isEmpty ? "" : "<ul class=\"legend\">\(legend)</ul>")</figure>
            """
    }

    private static func table(_ plan: ContestPlan, _ visit: Visit) -> HTML {
        let words = visit.words
        let heads = ["number", "zone", "size", "entry"].map { words("contest_stand.column.\($0)") }
        let rows: [HTML] = plan.stands.map { stand in
            let entry: HTML =
                stand.entryID.map { id in
                    let title = stand.title?.reading(words.language) ?? ""
                    return "\(Parts.link("/contest-entries/\(id.text)", title))<small>\(stand.entrant ?? "")</small>"
                } ?? ""
            return """
                <tr id="\(stand.id.text)"><th scope="row" data-label="\(heads[0])">\(stand.number)</th>
                <td data-label="\(heads[1])">\(stand.zone)</td>
                <td data-label="\(heads[2])">\(words.number(stand.width)) × \(words.number(stand.depth)) m</td>
                <td data-label="\(heads[3])">\(entry)\(plan.mayAssign ? tools(stand, plan, visit) : "")</td></tr>
                """
        }
        return """
            <table class="records"><thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
            <tbody>\(rows)</tbody></table>
            """
    }

    private static func tools(_ stand: ContestStandLine, _ plan: ContestPlan, _ visit: Visit) -> HTML {
        let words = visit.words
        let path = "/contest-stands/\(stand.id.text)"
        let hidden: HTML = """
            \(FormParts.token(visit))<input type="hidden" name="version" value="\(stand.version)">
            """
        if stand.entryID != nil {
            return """
                <form method="post" action="\(path)/entry" class="inline">\(hidden)\
                <button class="button">\(words("contest_stand.free"))</button></form>
                """
        }
        let options: [HTML] = plan.waiting.map { line in
            "<option value=\"\(line.id.text)\">\(line.title.reading(words.language))</option>"
        }
        let assigning: HTML =
            options.isEmpty
            ? ""
            : """
            <form method="post" action="\(path)/entry" class="inline">\(hidden)
            <select name="entry" aria-label="\(words("contest_stand.assign"))">\(options)</select>
            <button class="button">\(words("contest_stand.assign"))</button></form>
            """
        return assigning + FormParts.button(visit, action: path + "/deletion", "contest_stand.remove")
    }
}
