/// How a form asks whether what it adds is there already.
enum LookalikeViews {
    /// The candidates with a box that says it is none of them; `mayClaim` offers to say that a profile is one's own.
    static func question(_ found: [Lookalike], mayClaim: Bool, _ words: Words) -> HTML {
        guard !found.isEmpty else { return "" }
        let lines: [HTML] = found.map { item in
            let name = item.kind == .person ? PersonName.reading(item.name, words.language) : item.name
            let place = [item.city, words.country(item.country)].filter { !$0.isEmpty }.joined(separator: ", ")
            let same: HTML = item.isSameIdentifier ? " \(Parts.pill(words("lookalike.same"), .wait))" : ""
            let claim: HTML =
                mayClaim ? " \(Parts.link(item.path + "/claim", words("lookalike.claim.\(item.kind.rawValue)")))" : ""
            return "<li>\(Parts.link(item.path, name))\(Parts.aside(place))\(same)\(claim)</li>"
        }
        return """
            <fieldset class="lookalikes"><legend>\(words("lookalike.title"))</legend>
            <p class="hint">\(words("lookalike.lede"))</p><ul class="entries">\(lines)</ul>
            <div class="field check"><input type="checkbox" id="f-\(FormParts.noneOfThese)" \
            name="\(FormParts.noneOfThese)" value="1">
            <label for="f-\(FormParts.noneOfThese)">\(words("lookalike.none"))</label></div></fieldset>
            """
    }
}
