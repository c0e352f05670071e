import Hummingbird

/// The API of applications for membership in networks.
public struct NetworkApplicationAPIPages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.post("/api/v1/networks/{id}/applications") { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.applyToNetwork(try context.id(), given, as: context.actor)
                    .seen(by: context.actor), context)
        }
        routes.get("/api/v1/network-applications/{id}") { _, context in
            try Answers.json(
                try await context.programme.networkApplication(try context.id(), as: context.actor), context)
        }
        routes.patch("/api/v1/network-applications/{id}") { request, context in
            let given = try await context.given(request)
            return try Answers.json(
                try await context.programme.changeNetworkApplication(try context.id(), given, as: context.actor)
                    .seen(by: context.actor), context)
        }
        routes.post("/api/v1/network-applications/{id}/submission") { request, context in
            let given = try await context.given(request)
            return try Answers.json(
                try await context.programme.handInNetworkApplication(try context.id(), given, as: context.actor)
                    .seen(by: context.actor), context)
        }
        routes.post("/api/v1/network-applications/{id}/withdrawal") { request, context in
            let given = try await context.given(request)
            return try Answers.json(
                try await context.programme.withdrawNetworkApplication(try context.id(), given, as: context.actor)
                    .seen(by: context.actor), context)
        }
        routes.post("/api/v1/network-applications/{id}/mentor") { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.assignNetworkMentor(try context.id(), given, as: context.actor)
                    .seen(by: context.actor), context)
        }
        routes.post("/api/v1/network-applications/{id}/notes") { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.addNetworkNote(to: try context.id(), given, as: context.actor), context)
        }
        routes.post("/api/v1/network-applications/{id}/decision") { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.decideNetworkApplication(try context.id(), given, as: context.actor)
                    .seen(by: context.actor), context)
        }
    }
}
