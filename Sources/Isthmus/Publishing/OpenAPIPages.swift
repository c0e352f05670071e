import Hummingbird

/// The description of the API, for programs that read it.
public struct OpenAPIPages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/api/v1/openapi.yaml") { _, _ in Answers.text(Self.text, type: "application/yaml") }
    }

    private static let text = OpenAPIDocument.isthmus.text
}
