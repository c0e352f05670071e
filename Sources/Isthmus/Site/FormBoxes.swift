extension FormParts {
    /// Boxes of which any number may be ticked; an empty value stands beside them, so that none is an answer too.
    func boxes(_ name: String, _ current: [String], _ options: [(value: String, label: String)]) -> HTML {
        var chosen = Set(current)
        switch given?[name] {
        case .text(let text): chosen = [text]
        case .list(let list): chosen = Set(list.compactMap { if case .text(let text) = $0 { text } else { nil } })
        default: break
        }
        let boxes: [HTML] = options.map { value, label in
            """
            <label class="choice"><input type="checkbox" name="\(name)" value="\(value)"\
            \(attribute: "checked", chosen.contains(value))> \(label)</label>
            """
        }
        return """
            <fieldset id="f-\(mark)\(name)" class="\(message(name) == nil ? "" : "wrong")">
            <legend>\(label(name))\(optional(false))</legend>\(hint(name))\(message(name))
            <input type="hidden" name="\(name)" value="">\(boxes)</fieldset>
            """
    }
}
