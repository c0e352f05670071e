/// How topics look.
enum TopicViews {
    /// All schemes, each as its upper levels unfold.
    static func tree(_ tree: TopicTree, _ uses: [TopicUse], _ words: Words) -> HTML {
        let parts: [HTML] = tree.schemes.map { scheme in
            let topics = tree.topics.filter { $0.schemeID == scheme.id }
            let roots: [HTML] = topics.filter { $0.parentID == nil }.map { root in
                let children = topics.filter { $0.parentID == root.id }
                let items: [HTML] = children.map { "<li>\(link($0, words))\(counts($0.id, tree, uses, words))</li>" }
                return """
                    <li><strong>\(link(root, words))</strong>\(counts(root.id, tree, uses, words))
                    \(items.isEmpty ? "" : "<ul>\(items)</ul>")</li>
                    """
            }
            let list: HTML = """
                <ul class="tree">\(roots)</ul>
                <p><a href="/topics?scheme=\(scheme.id.text)">\(words("topics.all_of_scheme"))</a></p>
                """
            return Parts.panel(scheme.name.reading(words.language), list, id: scheme.id.text)
        }
        return """
            <div class="title"><h1>\(words("topics.title"))</h1>
            <p class="lede">\(words("topics.lede"))</p></div>
            <form class="inline search" action="/topics" role="search">
            <label for="topics-q">\(words("topics.search"))</label>
            <input type="search" id="topics-q" name="q">
            <button class="button">\(words("topics.search_button"))</button></form>
            \(parts.isEmpty ? "<p class=\"empty\">\(words("topics.none"))</p>" : parts.joined())
            """
    }

    static func profile(_ profile: TopicProfile, _ uses: [TopicUse], _ words: Words) -> HTML {
        let topic = profile.topic
        let pill: HTML = profile.level == 0 ? Parts.pill(words("topic.unplaced"), .quiet) : ""
        let edit = Parts.button("/topics/\(topic.id.text)/form", words("topic.edit"), isMain: true)
        let button: HTML = profile.mayChange ? "<div class=\"actions\">\(edit)</div>" : ""
        let children: [HTML] = profile.children.map { "<li>\(link($0, words))</li>" }
        let matches: [HTML] = profile.matches.map { match in
            """
            <li>\(link(match.topic, words)) <span class="quiet">\(match.topic.schemeID.text.uppercased()) \
            \(match.topic.code) · \(words("topic.match.\(match.kind.rawValue)"))</span></li>
            """
        }
        return """
            <div class="title"><h1\(attribute: "lang", language(topic.name, words))>\
            \(topic.name.reading(words.language))</h1>\(pill)
            <p class="lede">\(profile.scheme.name.reading(words.language)) · \(topic.code)</p></div>\(button)
            <div class="columns"><div class="column">
            \(Parts.panel(words("topic.definition"), Parts.text(topic.definition, words)))
            \(Parts.panel(words("topic.children"), children.isEmpty ? "" : "<ul class=\"entries\">\(children)</ul>"))
            \(Parts.panel(words("topic.matches"), matches.isEmpty ? "" : "<ul class=\"entries\">\(matches)</ul>"))
            </div>
            <aside class="facts">\(facts(profile, uses, words))</aside></div>
            """
    }

    private static func facts(_ profile: TopicProfile, _ uses: [TopicUse], _ words: Words) -> HTML {
        let (topic, scheme) = (profile.topic, profile.scheme)
        let others: [HTML] = topic.name.languages.filter { $0 != words.language }.map { language in
            """
            <li lang="\(language)">\(topic.name[language]) \
            <span class="quiet">\(words.language(named: language))</span></li>
            """
        }
        let parent = profile.ancestors.last.map { link($0, words) }
        let counted: [(label: String, value: HTML?)] = uses.map { use in
            let count = profile.counts[use.kind] ?? 0
            let list = "\(use.path)?topic=\(topic.id.text)"
            return (words("\(use.kind).title"), Parts.link(list, words.number(count)))
        }
        let facts: [(label: String, value: HTML?)] = [
            (words("topic.parent"), parent),
            (words("topic.other_names"), others.isEmpty ? nil : "<ul>\(others)</ul>"),
            (
                words("topic.scheme"),
                Parts.link("/topics?scheme=\(scheme.id.text)", scheme.name.reading(words.language))
            ),
            (words("topic.edition"), scheme.edition.isEmpty ? nil : "\(scheme.edition)"),
            (words("topic.code"), "\(topic.code)"),
            (words("topic.uri"), topic.uri.map { Parts.outside($0) }),
        ]
        return Parts.facts(counted + facts)
    }

    static func form(_ topic: Topic, _ form: FormParts, _ words: Words) -> HTML {
        let path = "/topics/\(topic.id.text)"
        return """
            <div class="title"><h1>\(words("topic.edit"))</h1>
            <p class="lede">\(topic.name.reading(words.language)) · \(topic.code)</p></div>
            \(form.form(
                action: path, submit: "topic.save", cancel: path,
                [
                    form.hidden("version", String(topic.version)),
                    form.multilingual("name", topic.name, limit: TopicTable.longestName, isRequired: true),
                    form.multilingual("definition", topic.definition, rows: 6, limit: TopicTable.longestDefinition),
                ]))
            """
    }

    /// For the foot of a page: whose schemes these are.
    static func sources(_ schemes: [TopicScheme], _ words: Words) -> String {
        schemes.map { scheme in "\(scheme.name.reading(words.language)): \(scheme.licence), \(scheme.source)" }
            .joined(separator: "; ")
    }

    private static func link(_ line: TopicLine, _ words: Words) -> HTML {
        """
        <a href="/topics/\(line.id.text)"\(attribute: "lang", language(line.name, words))>\
        \(line.name.reading(words.language))</a>
        """
    }

    /// The language a name is shown in, where that is not the page's.
    private static func language(_ name: Multilingual, _ words: Words) -> String? {
        name.text(for: words.language).flatMap { $0.language == words.language ? nil : $0.language }
    }

    private static func counts(_ id: ID<Topic>, _ tree: TopicTree, _ uses: [TopicUse], _ words: Words) -> HTML {
        let counts: [HTML] = uses.compactMap { use in
            guard let count = tree.counts[use.kind]?[id], count > 0 else { return nil }
            let label = words("\(use.kind).count", count: count)
            return " <a class=\"quiet\" href=\"\(use.path)?topic=\(id.text)\">\(label)</a>"
        }
        return counts.joined()
    }
}
