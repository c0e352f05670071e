import Database

extension Transaction {
    /// The first steps of an administrator in an empty office, of a member without a profile; none once all are done,
    /// and none for an office that has long begun.
    func firstSteps(of actor: Actor) throws -> [FirstStep] {
        guard let account = actor.account else { return [] }
        let steps =
            actor.holds(.administrator)
            ? try officeSteps(account) : actor.isOffice ? [] : try memberSteps(account, actor)
        return steps.allSatisfy(\.isDone) ? [] : steps
    }

    private func officeSteps(_ account: String) throws -> [FirstStep] {
        [
            FirstStep(key: "import", path: "/office/imports", isDone: try has("SELECT 1 FROM organisation")),
            FirstStep(
                key: "invite", path: "/office/invitations",
                isDone: try has("SELECT 1 FROM account WHERE id <> \(account)") || has("SELECT 1 FROM invitation")),
            FirstStep(
                key: "settings", path: "/account",
                isDone: try has("SELECT 1 FROM account WHERE id = \(account) AND second_factor_at IS NOT NULL")),
        ]
    }

    private func memberSteps(_ account: String, _ actor: Actor) throws -> [FirstStep] {
        let person = actor.person
        let speaks = !actor.scopes(of: .representative).isEmpty
        let waits = try has("SELECT 1 FROM claim WHERE account_id = \(account) AND organisation_id IS NOT NULL")
        return [
            FirstStep(
                key: "profile", path: "/people/new?own=1",
                isDone: try person != nil
                    || has("SELECT 1 FROM claim WHERE account_id = \(account) AND decision IS NULL")),
            FirstStep(
                key: "workplace", path: person.map { "/people/\($0)/affiliations/new" } ?? "/organisations/new",
                isDone: try speaks || waits || has("SELECT 1 FROM affiliation WHERE person_id = \(person)")),
            FirstStep(
                key: "competence", path: person.map { "/competences/new?person=\($0)" },
                isDone: try speaks || has("SELECT 1 FROM competence WHERE person_id = \(person)")),
        ]
    }

    private func has(_ question: SQL) throws -> Bool {
        try count("SELECT COUNT(*) FROM (\(question) LIMIT 1) AS found") > 0
    }
}
