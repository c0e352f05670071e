import Hummingbird

/// What is printed for an event and done at its door: badges, checking in, certificates, what participants thought.
public struct EventDayPages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/events/{id}/badges") { _, context in
            let (event, badges) = try await context.programme.badges(of: try context.id(), as: context.actor)
            return page(
                context.words("event.badges"), EventDayViews.badges(badges, of: event, context.visit), event, context)
        }
        routes.get("/events/{id}/certificates") { _, context in
            let (event, people) = try await context.programme.attendance(of: try context.id(), as: context.actor)
            return page(
                context.words("event.certificates"), EventDayViews.certificates(people, of: event, context.visit),
                event, context)
        }
        routes.get("/events/{id}/feedback") { _, context in
            let feedback = try await context.programme.feedback(of: try context.id(), as: context.actor)
            return page(
                context.words("event.feedback"), EventDayViews.feedback(feedback, context.words), feedback.event,
                context)
        }
        routes.get("/registrations/{token}/certificate") { _, context in
            let profile = try await context.programme.registration(token: try token(context))
            guard profile.registration.arrivedAt != nil else {
                throw Problem.refused(.init("event.certificate.refused"))
            }
            return page(
                context.words("event.certificate"),
                EventDayViews.certificates([profile.attendee], of: profile.event, context.visit), profile.event,
                context)
        }
        routes.get("/check-in/{token}") { _, context in
            let profile = try await context.programme.badge(try token(context), as: context.actor)
            return page(
                profile.attendee.name, EventDayViews.checkIn(profile, token: try token(context), context.visit),
                profile.event, context)
        }
        routes.post("/check-in/{token}") { request, context in
            _ = try await context.given(request)
            _ = try await context.programme.checkIn(badge: try token(context), as: context.actor)
            return Answers.seeOther(
                "/check-in/\(try token(context))", notice: "event_registration.arrival", context)
        }
    }

    private func token(_ context: SiteContext) throws -> String {
        guard let text = context.parameters.get("token"), SignedToken(text) != nil else { throw Problem.notFound }
        return text
    }

    private func page(_ title: String, _ body: HTML, _ event: Event, _ context: SiteContext) -> Response {
        Answers.page(
            Page(title: title, crumbs: EventPages.crumbs(context, event), body: body, area: "/events"), context)
    }
}
