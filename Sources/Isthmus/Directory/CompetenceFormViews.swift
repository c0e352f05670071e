/// The form of a competence.
enum CompetenceFormViews {
    static func form(_ edited: CompetenceToEdit, isNew: Bool, _ form: FormParts, _ words: Words) -> HTML {
        let competence = edited.competence
        let teams = edited.teams.map { (value: $0.id, label: Multilingual.reading($0.name, words.language)) }
        let statuses = ProfileStatus.allCases.map {
            (value: $0.rawValue, label: words("profile.status.\($0.rawValue)"))
        }
        let levels = (1...9).map { level in
            let short = words("readiness.short", ["level": String(level)])
            return (value: String(level), label: short + " · " + words("readiness.\(level)"))
        }
        return """
            <h1>\(words(isNew ? "competence.add" : "competence.edit"))</h1><p class="lede">\(holder(edited, words))</p>
            \(form.form(
                action: isNew ? "/competences" : "/competences/\(competence.id.text)", submit: "competence.save",
                cancel: isNew ? "/competences" : "/competences/\(competence.id.text)",
                makes: isNew ? Competence.prefix : nil,
                [
                    isNew ? hidden(competence, form) : form.hidden("version", String(competence.version)),
                    form.section("competence.section.what", [
                        form.multilingual("statement", competence.statement, limit: 300, isRequired: true),
                        form.multilingual("detail", competence.detail, rows: 6, limit: 6_000),
                        form.text("keywords", competence.keywords.joined(separator: ", ")),
                        teams.isEmpty ? "" : form.select("team", competence.teamID?.text, teams),
                        form.select("readiness", competence.readiness.map { String($0) }, levels),
                    ]),
                    topics(edited, form, words),
                    form.section("competence.section.proof", [
                        equipment(competence.equipment, form, words), evidence(competence.evidence, form, words),
                    ]),
                    form.select("status", competence.status.rawValue, statuses, isRequired: true),
                ]))
            """
    }

    private static func holder(_ edited: CompetenceToEdit, _ words: Words) -> String {
        let person = edited.person.map { PersonName.reading($0.name, words.language) }
        return [person, edited.organisation?.name].compactMap { $0 }.joined(separator: " · ")
    }

    private static func hidden(_ competence: Competence, _ form: FormParts) -> HTML {
        [
            competence.organisationID.map { form.hidden("organisation", $0.text) },
            competence.personID.map { form.hidden("person", $0.text) },
        ].compactMap { $0 }.joined()
    }

    /// A box per topic; the empty value says that none is meant when none is ticked.
    private static func topics(_ edited: CompetenceToEdit, _ form: FormParts, _ words: Words) -> HTML {
        form.boxes(
            "topics", edited.competence.topics,
            edited.topics.map { ($0.id, "\($0.note) \(Multilingual.reading($0.name, words.language))") })
    }

    /// What is at hand, and two empty rows.
    private static func equipment(_ equipment: [Multilingual], _ form: FormParts, _ words: Words) -> HTML {
        let rows: [HTML] = (0..<(equipment.count + 2)).map { index in
            form.multilingual("equipment.\(index)", index < equipment.count ? equipment[index] : [:], limit: 200)
        }
        return
            """
            <fieldset class="rows" id="f-equipment"><legend>\(words("competence.equipment"))</legend>\(rows)</fieldset>
            """
    }

    private static func evidence(_ evidence: [Competence.Evidence], _ form: FormParts, _ words: Words) -> HTML {
        let kinds = Competence.Evidence.Kind.allCases.map {
            (value: $0.rawValue, label: words("competence.evidence.\($0.rawValue)"))
        }
        let rows: [HTML] = (0..<(evidence.count + 2)).map { index in
            let item = index < evidence.count ? evidence[index] : nil
            let (name, kind) = ("evidence.\(index)", item?.kind ?? .project)
            return """
                <div class="row">\(form.select("\(name).kind", kind.rawValue, kinds, isRequired: true))
                \(form.text("\(name).label", item?.label, limit: 300))
                \(form.text("\(name).url", item?.url, limit: 500))</div>
                """
        }
        return
            """
            <fieldset class="rows" id="f-evidence"><legend>\(words("competence.evidence"))</legend>\(rows)</fieldset>
            """
    }
}
