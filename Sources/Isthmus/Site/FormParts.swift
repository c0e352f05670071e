/// Draws a form: every field with its label, hint, value and message. Labels are sentences `kind.field.name`, hints
/// `kind.hint.name` where there is one.
public struct FormParts {
    let words: Words
    let visit: Visit
    /// The first word of its sentences' keys.
    let kind: String
    /// What was typed and came back with issues; nil for a fresh form.
    let given: [String: Given]?
    let issues: [Problem.Issue]
    /// What stands before the fields: a question that came up when the form was sent.
    var question: HTML = ""
    /// Begins the ids of the fields, where a page has several forms.
    var mark = ""
    /// Of fields that data names, not a sentence.
    var labels: [String: String] = [:]

    /// The box that says that what is added is none of those that are alike.
    static let noneOfThese = "none_of_these"

    public init(_ visit: Visit, kind: String, given: [String: Given]? = nil, issues: [Problem.Issue] = []) {
        (self.visit, self.words, self.kind, self.given, self.issues) = (visit, visit.words, kind, given, issues)
    }

    static func token(_ visit: Visit) -> HTML {
        "<input type=\"hidden\" name=\"form_token\" value=\"\(visit.formToken)\">"
    }

    /// The whole form. `isUpload` for forms with files; `makes` is the prefix of the ids of what it makes: the new
    /// thing's id travels with the form, so that sending it twice makes one thing. `others` are further buttons: what
    /// is sent then says which was pressed.
    public func form(
        action: String, submit: String, cancel: String? = nil, isUpload: Bool = false, makes prefix: String? = nil,
        named: (name: String, value: String)? = nil, others: HTML = "", _ fields: [HTML]
    ) -> HTML {
        """
        <form class="record" method="post" action="\(action)" novalidate\
        \(attribute: "enctype", isUpload ? "multipart/form-data" : nil)
        data-unsaved="\(words("form.unsaved"))" data-restore="\(words("form.restore"))"
        data-restore-yes="\(words("form.restore_yes"))" data-restore-no="\(words("form.restore_no"))">
        \(summary)\(FormParts.token(visit))\(prefix.map { made($0) })\(answered)\(question)\(fields)
        <div class="actions"><button class="button main"\(attribute: "name", named?.name)\
        \(attribute: "value", named?.value)>\(words(submit))</button>\(others)
        \(cancel.map { "<a class=\"button\" href=\"\($0)\">\(words("form.cancel"))</a>" as HTML })</div>
        </form>
        """
    }

    /// The box that was ticked stays ticked when the form comes back for another reason.
    private var answered: HTML {
        guard question.isEmpty, typed(Self.noneOfThese) == "1" else { return "" }
        return "<input type=\"hidden\" name=\"\(Self.noneOfThese)\" value=\"1\">"
    }

    /// The id of what the form makes, for forms that are not drawn by `form`.
    public func made(_ prefix: String) -> HTML {
        let programme = visit.site.programme
        let known = typed("id").flatMap { $0.isEmpty ? nil : $0 }
        let id = known ?? programme.newID(prefix, at: programme.clock())
        return "<input type=\"hidden\" name=\"id\" value=\"\(id)\">"
    }

    /// A small form that is only a button. With a version, it is about what its reader saw and nothing later.
    public static func button(
        _ visit: Visit, action: String, _ key: String, style: String = "button", version: Int? = nil
    ) -> HTML {
        let seen: HTML? = version.map { "<input type=\"hidden\" name=\"version\" value=\"\(String($0))\">" }
        return """
            <form method="post" action="\(action)" class="inline">\(token(visit))\(seen)<button \
            class="\(style)">\(visit.words(key))</button></form>
            """
    }

    public var summary: HTML {
        guard !issues.isEmpty else { return "" }
        let lines: [HTML] = issues.map { issue in
            let message = words(issue.reason)
            guard !issue.field.isEmpty else { return "<li>\(message)\(other(issue))</li>" }
            return "<li><a href=\"#f-\(mark)\(issue.field)\">\(label(issue.field)): \(message)</a>\(other(issue))</li>"
        }
        return """
            <div class="error-summary" role="alert" \
            tabindex="-1"><h2>\(words("form.problems", count: issues.count))</h2>
            <ul>\(lines)</ul></div>
            """
    }

    public func section(_ key: String, _ fields: [HTML]) -> HTML {
        "<fieldset><legend>\(words(key))</legend>\(fields)</fieldset>"
    }

    public func text(
        _ name: String, _ value: String?, type: String = "text", limit: Int? = nil, isRequired: Bool = false,
        autocomplete: String? = nil, options: String? = nil
    ) -> HTML {
        field(name, isRequired: isRequired, stored: stored(name, value ?? "")) { id, described in
            """
            <input type="\(type)" id="\(id)" name="\(name)" \
            value="\(type == "password" ? "" : typed(name) ?? value ?? "")"
            \(attribute: "maxlength", limit.map(String.init))\(attribute: "autocomplete", autocomplete)\
            \(attribute: "list", options.map { "\($0)-options" })\
            \(attribute: "required", isRequired)\(described)>
            """
        }
    }

    public func lines(_ name: String, _ value: String?, rows: Int = 5, limit: Int? = nil, isRequired: Bool = false)
        -> HTML
    {
        field(name, isRequired: isRequired, stored: stored(name, value ?? "")) { id, described in
            """
            <textarea id="\(id)" name="\(name)" rows="\(rows)"\(attribute: "data-limit", limit.map(String.init))\
            \(attribute: "required", isRequired)\(described)>\n\(typed(name) ?? value ?? "")</textarea>
            """
        }
    }

    /// One of several: value and label of each. An empty value offers to choose none.
    public func select(
        _ name: String, _ value: String?, _ options: [(value: String, label: String)], isRequired: Bool = false
    ) -> HTML {
        let chosen = typed(name) ?? value ?? ""
        let now = options.first { $0.value == value }?.label
        let none: HTML =
            !isRequired
            ? "<option value=\"\"></option>"
            : value == nil ? "<option value=\"\">\(words("form.choose"))</option>" : ""
        return field(name, isRequired: isRequired, stored: stored(name, value ?? "", now)) { id, described in
            """
            <select id="\(id)" name="\(name)"\(described)>\(none)
            \(options.map { option -> HTML in
                """
                <option value="\(option.value)"\(attribute: "selected", option.value == chosen)>\(option.label)</option>
                """
            })</select>
            """
        }
    }

    public func flag(_ name: String, _ value: Bool) -> HTML {
        let isOn = given.map { _ in ["1", "on"].contains(typed(name) ?? "") } ?? value
        return """
            <div class="field check"><input type="hidden" name="\(name)" value="0">
            <input type="checkbox" id="f-\(mark)\(name)" name="\(name)" value="1"\(attribute: "checked", isOn)>
            <label for="f-\(mark)\(name)">\(label(name))</label></div>
            """
    }

    /// A text per language of the site, and of any other language it already has.
    public func multilingual(_ name: String, _ value: Multilingual, rows: Int = 1, limit: Int, isRequired: Bool = false)
        -> HTML
    {
        let languages =
            visit.site.settings.languages + value.languages.filter { !visit.site.settings.languages.contains($0) }
        let inputs: [HTML] = languages.map { language in
            let text = typed("\(name).\(language)") ?? value[language] ?? ""
            let id = "f-\(mark)\(name).\(language)"
            // What is wrong in one language stands there, not above all of them.
            let problem = message("\(name).\(language)")
            let described: HTML = problem == nil ? "" : " aria-invalid=\"true\" aria-describedby=\"\(id)-message\""
            let input: HTML =
                rows > 1
                ? """
                <textarea id="\(id)" name="\(name).\(language)" lang="\(language)" rows="\(rows)" \
                data-limit="\(limit)"\(described)>\n\(text)</textarea>
                """
                : """
                <input id="\(id)" name="\(name).\(language)" lang="\(language)" maxlength="\(limit)" \
                value="\(text)"\(described)>
                """
            return """
                <div class="field\(problem == nil ? "" : " wrong")"><label for="\(id)">\
                \(words.language(named: language))</label>\(problem)\
                \(stored("\(name).\(language)", value[language] ?? ""))\(input)</div>
                """
        }
        let shown = Set(languages.map { "\(name).\($0)" })
        let problem = message(name) { !shown.contains($0) }
        return """
            <fieldset class="languages-fields\(problem == nil ? "" : " wrong")" id="f-\(mark)\(name)">
            <legend>\(label(name))\(optional(isRequired))</legend>\(hint(name))\(problem)\(inputs)</fieldset>
            """
    }

    public func file(_ name: String, accept: String) -> HTML {
        field(name, isRequired: true) { id, described in
            "<input type=\"file\" id=\"\(id)\" name=\"\(name)\" accept=\"\(accept)\" required\(described)>"
        }
    }

    /// The version of a thing that somebody else changed meanwhile is the one that is there now: whoever sends the
    /// form again has seen it.
    public func hidden(_ name: String, _ value: String) -> HTML {
        let known = isOvertaken && name == "version" ? nil : typed(name)
        return "<input type=\"hidden\" name=\"\(name)\" value=\"\(known ?? value)\">"
    }

    /// Whether the form came back because somebody else changed the thing meanwhile.
    var isOvertaken: Bool { issues.contains { $0.reason.key == Problem.overtaken } }

    /// What is stored now, beside a field into which something else was typed.
    func stored(_ name: String, _ value: String, _ shown: String? = nil) -> HTML? {
        guard isOvertaken, let typed = typed(name), typed.replacing("\r\n", with: "\n") != value else { return nil }
        let shown = shown ?? value
        return """
            <p class="hint stored">\(words("form.stored", ["value": shown.isEmpty ? words("list.none") : shown]))</p>
            """
    }

    /// A field of the area's own making, with label, hint and message around it.
    public func field(
        _ name: String, isRequired: Bool, stored: HTML? = nil, _ input: (_ id: String, _ described: HTML) -> HTML
    ) -> HTML {
        let id = "f-\(mark)\(name)"
        let problem = message(name)
        let described: HTML =
            problem == nil
            ? (words.has(hintKey(name)) ? " aria-describedby=\"\(id)-hint\"" : "")
            : " aria-invalid=\"true\" aria-describedby=\"\(id)-message\""
        return """
            <div class="field\(problem == nil ? "" : " wrong")"><label \
            for="\(id)">\(label(name))\(optional(isRequired))</label>
            \(hint(name))\(problem)\(stored)\(input(id, described))</div>
            """
    }

    /// What was typed into a field of a form that came back: nil when nothing came back.
    func typed(_ name: String) -> String? {
        guard let given else { return nil }
        var here: Given? = .record(given)
        for step in name.split(separator: ".").map(String.init) {
            switch here {
            case .record(let record): here = record[step]
            case .list(let list): here = Int(step).flatMap { list.indices.contains($0) ? list[$0] : nil }
            default: here = nil
            }
        }
        switch here {
        case .text(let text): return text
        case .list(let list): // hidden and checkbox of one flag: the last counts
            if case .text(let text)? = list.last { return text }
            return ""
        default: return ""
        }
    }

    /// The sentence of a field's name; of `names.0.text` it is `kind.field.names.text`.
    func label(_ name: String) -> String {
        if let label = labels[name] { return label }
        let key = name.split(separator: ".").filter { Int($0) == nil }.joined(separator: ".")
        if words.has("\(kind).field.\(key)") { return words("\(kind).field.\(key)") }
        if key == "id" { return words("form.field.id") }
        let parts = key.split(separator: ".")
        guard parts.count > 1, words.has("\(kind).field.\(parts[0])") else { return words("\(kind).field.\(key)") }
        return words("\(kind).field.\(parts[0])") + " (\(words.language(named: String(parts[1]))))"
    }

    func optional(_ isRequired: Bool) -> HTML {
        isRequired ? "" : " <span class=\"optional\">\(words("form.optional"))</span>"
    }

    private func hintKey(_ name: String) -> String { "\(kind).hint.\(name)" }

    func hint(_ name: String) -> HTML? {
        guard words.has(hintKey(name)) else { return nil }
        return "<p class=\"hint\" id=\"f-\(mark)\(name)-hint\">\(words(hintKey(name)))</p>"
    }

    /// The way to what stands in the way, where the reason knows it.
    private func other(_ issue: Problem.Issue) -> HTML? {
        issue.reason.values["path"].map { " \(Parts.link($0, words("form.show_other")))" }
    }

    /// What is wrong with a field and with those below it that are meant.
    func message(_ name: String, of isMeant: (String) -> Bool = { _ in true }) -> HTML? {
        let mine = issues.filter { ($0.field == name || $0.field.hasPrefix(name + ".")) && isMeant($0.field) }
        guard !mine.isEmpty else { return nil }
        let lines: [HTML] = mine.map { "\(words($0.reason))\(other($0))" }
        return "<p class=\"message\" id=\"f-\(mark)\(name)-message\">\(lines.joined(" "))</p>"
    }
}
