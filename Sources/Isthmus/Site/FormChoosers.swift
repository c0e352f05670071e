/// Fields whose values are typed or taken from suggestions, which the server knows by name.
extension FormParts {
    /// Suggestions for fields that name them.
    public func options(_ id: String, _ names: [String]) -> HTML {
        "<datalist id=\"\(id)-options\">\(names.map { "<option value=\"\($0)\"></option>" as HTML })</datalist>"
    }

    /// Several values: a row for each, and `spare` empty ones. Whatever is typed the server resolves, so that nothing
    /// depends on the suggestions being shown.
    public func chooser(_ name: String, _ values: [String], from options: [String], spare: Int = 2) -> HTML {
        let count = max(values.count, typedCount(name)) + spare
        let rows: [HTML] = (0..<count).map { index in
            let (field, value) = ("\(name).\(index)", index < values.count ? values[index] : "")
            return """
                <div class="field">\(stored(field, value))<input type="text" id="f-\(mark)\(field)" name="\(field)" \
                value="\(typed(field) ?? value)" list="\(name)-options" aria-label="\(label(name)) \(index + 1)"></div>
                """
        }
        return """
            <fieldset class="rows\(message(name) == nil ? "" : " wrong")" id="f-\(mark)\(name)">
            <legend>\(label(name))\(optional(false))</legend>\(hint(name))\(message(name))\(rows)
            \(self.options(name, options))</fieldset>
            """
    }

    private func typedCount(_ name: String) -> Int {
        guard case .list(let list)? = given?[name] else { return 0 }
        return list.lastIndex { $0 != .text("") }.map { $0 + 1 } ?? 0
    }
}
