/// How the materials of an event look.
enum EventMaterialViews {
    static func list(_ materials: EventMaterials, token: String?, _ form: FormParts, _ visit: Visit) -> HTML {
        let (event, words) = (materials.event, visit.words)
        let path = "/events/\(event.id.text)"
        let items: [HTML] = materials.items.map { item($0, token: token, mayEdit: materials.mayEdit, visit) }
        let none: HTML = "<div class=\"empty\"><p>\(words("event.materials.empty"))</p></div>"
        let hidden: HTML? =
            materials.hidden == 0
            ? nil : "<p class=\"hint\">\(words("event.materials.hidden", count: materials.hidden))</p>"
        let blank = EventMaterial.blank(ID(""), of: event.id, position: 0, at: event.createdAt)
        let adding: HTML =
            !materials.mayEdit
            ? ""
            : """
            <h2>\(words("event_material.add"))</h2>
            \(form.form(
                action: path + "/materials", submit: "event_material.save", isUpload: true,
                makes: EventMaterial.prefix, fields(blank, form, words)))
            """
        return """
            \(Parts.title(words("event.materials"), of: event.title.reading(words.language)))
            \(items.isEmpty ? none : "<ul class=\"materials\">\(items)</ul>")\(hidden)\(adding)
            """
    }

    private static func item(_ material: EventMaterial, token: String?, mayEdit: Bool, _ visit: Visit) -> HTML {
        let words = visit.words
        let path = "/event-materials/\(material.id.text)"
        let query = token.map { Query([("registration", $0)]).address } ?? ""
        var ways: [HTML] = []
        if let link = material.link { ways.append(Parts.outside(link)) }
        if !material.fileName.isEmpty {
            let size = words("event_material.size", ["kb": words.number(max(1, material.fileSize / 1_024))])
            ways.append("\(Parts.link(path + "/file" + query, material.fileName)) \(Parts.aside(size))")
        }
        var notes: [String] = []
        if material.audience == .participants { notes.append(words("event_material.audience.participants")) }
        if let day = material.fromDay { notes.append(words("event_material.from", ["day": words.day(day)])) }
        let tools: HTML? =
            !mayEdit
            ? nil
            : """
            <p class="tools">\(Parts.link(path + "/form", words("event_material.edit"))) \
            \(FormParts.button(visit, action: path + "/deletion", "event_material.remove"))</p>
            """
        let note: HTML? = notes.isEmpty ? nil : "<p class=\"hint\">\(notes.joined(separator: " · "))</p>"
        return """
            <li id="\(material.id.text)"><h2>\(material.title.reading(words.language))</h2>
            \(Parts.text(material.text, words))<p>\(ways.joined(" · "))</p>\(note)\(tools)</li>
            """
    }

    static func form(_ material: EventMaterial, _ form: FormParts, _ words: Words) -> HTML {
        let version: HTML = form.hidden("version", String(material.version))
        return """
            \(Parts.title(words("event_material.edit"), of: material.title.reading(words.language)))
            \(form.form(
                action: "/event-materials/\(material.id.text)", submit: "event_material.save",
                cancel: "/events/\(material.eventID.text)/materials", isUpload: true,
                [version] + fields(material, form, words)))
            """
    }

    private static func fields(_ material: EventMaterial, _ form: FormParts, _ words: Words) -> [HTML] {
        let audiences = EventMaterial.Audience.allCases.map {
            (value: $0.rawValue, label: words("event_material.audience.\($0.rawValue)"))
        }
        let file: HTML = form.field("file", isRequired: false) { id, described in
            "<input type=\"file\" id=\"\(id)\" name=\"file\"\(described)>"
        }
        return [
            form.multilingual("title", material.title, limit: 300, isRequired: true),
            form.multilingual("text", material.text, rows: 3, limit: 4_000),
            form.text("link", material.link, limit: 500), file,
            material.fileName.isEmpty ? "" : form.flag("no_file", false),
            form.select("audience", material.audience.rawValue, audiences, isRequired: true),
            form.text("from_day", material.fromDay?.description, limit: 40),
            form.text("position", material.version == 0 ? nil : String(material.position), limit: 6),
        ]
    }
}
