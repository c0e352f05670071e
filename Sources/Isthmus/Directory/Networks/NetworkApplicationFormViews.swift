/// The form of an application for membership.
enum NetworkApplicationFormViews {
    static func form(_ form: NetworkApplicationForm, _ parts: FormParts, _ words: Words) -> HTML {
        let (application, network) = (form.application, "/networks/\(form.network.id.text)")
        let path = application.map { "/network-applications/\($0.id.text)" }
        let competences = form.competences.map { competence in
            let holder = form.applicants.count > 1 ? form.applicants.first { $0.id == competence.note }?.name : nil
            let name = Multilingual.reading(competence.name, words.language)
            return (value: competence.id, label: holder.map { "\(name) · \($0)" } ?? name)
        }
        let most = NetworkApplication.longestText
        return """
            \(Parts.title(words("network_application.title"), of: form.network.name.reading(words.language)))
            \(parts.form(
                action: path ?? network + "/applications", submit: "network_application.keep",
                cancel: path ?? network, makes: application == nil ? NetworkApplication.prefix : nil,
                [
                    application.map { parts.hidden("version", String($0.version)) } ?? applicant(form, parts),
                    parts.text("role", application?.role, limit: 100),
                    parts.multilingual("motivation", application?.content.motivation ?? [:], rows: 5, limit: most),
                    parts.multilingual("brings", application?.content.brings ?? [:], rows: 3, limit: most),
                    parts.select("competence", application?.competenceID?.text, competences),
                    parts.lines("contact", application?.content.contact, rows: 2, limit: 500),
                ]))
            """
    }

    private static func applicant(_ form: NetworkApplicationForm, _ parts: FormParts) -> HTML {
        let only = form.applicants.count == 1 ? form.applicants[0].id : nil
        return parts.select("applicant", only, form.applicants.map { ($0.id, $0.name) }, isRequired: true)
    }
}
