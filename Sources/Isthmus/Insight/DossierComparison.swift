/// Several countries with the same partner, side by side: figures down, countries across.
struct DossierComparison {
    /// A figure that some of them have; whether it is about the country compared, about the partner, or about both.
    private struct Line: Hashable {
        enum Side: String { case first, second, both }
        let part: String
        let name: String
        let side: Side
        /// Amounts have a line for each currency.
        let currency: String?
    }
    let dossiers: [Dossier]
    let words: Words

    /// In the order in which they are met.
    private var lines: [Line] {
        var (lines, met): ([Line], Set<Line>) = ([], [])
        for part in dossiers.lazy.flatMap(\.parts) {
            for figure in part.figures {
                let line = line(of: figure, in: part)
                if met.insert(line).inserted { lines.append(line) }
            }
        }
        let order = DossierSection.all.map(\.name)
        return lines.enumerated().sorted { one, other in
            let places = [one, other].map { line in order.firstIndex(of: line.element.part) ?? order.count }
            return (places[0], one.offset) < (places[1], other.offset)
        }.map(\.element)
    }

    private let partner: String

    /// The partner stands on either side of a dossier, by the order of the codes.
    init(_ dossiers: [Dossier], with partner: String, _ words: Words) {
        (self.dossiers, self.partner, self.words) = (dossiers, partner, words)
    }

    private func line(of figure: DossierFigure, in part: DossierPart) -> Line {
        Line(part: part.name, name: figure.name, side: side(of: figure), currency: figure.currency)
    }

    private func side(of figure: DossierFigure) -> Line.Side {
        figure.of.map { $0 == partner ? .second : .first } ?? .both
    }

    /// Whom a dossier compares with the partner.
    private func country(_ dossier: Dossier) -> String {
        dossier.sides.first.code == partner ? dossier.sides.second.code : dossier.sides.first.code
    }

    var html: HTML {
        guard !dossiers.isEmpty else { return "" }
        let heads: [HTML] = dossiers.map { dossier in
            let name = DossierWords(dossier, words).name(of: country(dossier))
            return "<th scope=\"col\" class=\"number\">\(Parts.link(dossier.sides.path, name))</th>"
        }
        var section = ""
        let rows: [HTML] = lines.map { line in
            let head: HTML =
                line.part == section
                ? ""
                : """
                <tr><th scope="colgroup" colspan="\(dossiers.count + 1)">\
                \(words("dossier.section.\(line.part)"))</th></tr>
                """
            section = line.part
            return "\(head)<tr><th scope=\"row\">\(label(line))</th>\(dossiers.map { cell(line, $0) })</tr>"
        }
        return """
            <div class="scroll"><table class="records compared"><thead><tr><td></td>\(heads)</tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    private func label(_ line: Line) -> String {
        // The same years for all of them, as they are of one source.
        let years = dossiers.lazy.compactMap { cell(of: line, $0) }.compactMap { DossierWords.years($0) }.first
        let of =
            switch line.side {
            case .first: words("dossier.compare.own")
            case .second: CooperatingSide(partner)?.name(words) ?? partner
            case .both: ""
            }
        let label = DossierWords.label(
            line.name, isGroup: CooperatingSide(partner)?.isCountry == false, ["of": of, "years": years ?? ""], words)
        return line.currency.map { "\(label), \($0)" } ?? label
    }

    private func cell(of line: Line, _ dossier: Dossier) -> DossierCell? {
        let part = dossier.parts.first { $0.name == line.part }
        return part.flatMap { part in part.figures.first { self.line(of: $0, in: part) == line }?.cell }
    }

    private func cell(_ line: Line, _ dossier: Dossier) -> HTML {
        let names = DossierWords(dossier, words)
        let cell = cell(of: line, dossier)
        let text = cell.map { names.text($0) } ?? "–"
        let value: HTML = cell?.address.map { Parts.link($0, text) } ?? "\(text)"
        let interval: HTML? = cell.flatMap { names.interval($0) }.map { "<small>\($0)</small>" }
        return "<td class=\"number\" data-label=\"\(names.name(of: country(dossier)))\">\(value)\(interval)</td>"
    }
}
