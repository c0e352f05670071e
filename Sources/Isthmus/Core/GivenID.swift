import Database

extension Work {
    /// What the same actor made from the same form before: a form sent twice makes one thing. `id` is made with
    /// the form;
    /// without one there is nothing to compare. Throws `Problem.stale` where the id is somebody else's thing, or one
    /// that the actor may no longer see, unless `seesHidden`.
    func made<Thing: Governed>(
        by fields: Fields, _ type: Thing.Type = Thing.self, seesHidden: Bool = false
    ) throws -> Thing? {
        let text = fields.text("id", atMost: 40)
        guard !text.isEmpty, let thing = try Thing.find(ID(text), in: tx) else { return nil }
        let maker = try tx.value(String.self, "SELECT actor FROM journal WHERE thing = \(text) ORDER BY id LIMIT 1")
        guard let account = actor.account, maker == account,
            seesHidden || thing.refusal(of: .view, to: actor) == nil
        else {
            throw Problem.stale
        }
        recordNothing()
        return thing
    }

    /// The id that was made with the form, else a fresh one. A wrong one is an issue at `id`.
    func newID<Thing>(_ prefix: String, from fields: Fields, of type: Thing.Type = Thing.self) -> ID<Thing> {
        let text = fields.text("id", atMost: 40)
        if text.isEmpty { return newID(prefix) }
        if !IDSource.isID(text, prefix) { fields.complain("id", "field.unknown", ["code": text]) }
        return ID(text)
    }
}
