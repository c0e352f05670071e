import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Isthmus

@Suite struct VocabularyPageTests {
    private func application(_ office: VocabularyOffice) -> some ApplicationProtocol {
        let site = Site(programme: office.programme)
        let routes = Routes(context: SiteContext.self)
        routes.add(middleware: Reception { site })
        TopicPages().addRoutes(to: routes)
        VocabularyPages().addRoutes(to: routes)
        return Application(router: routes)
    }

    /// What a visitor gets: the status and the text.
    private func get(_ path: String, _ language: String = "en") async throws -> (status: Int, text: String) {
        try await VocabularyOffice.open { office in
            try await application(office).test(.router) { client in
                try await client.execute(uri: path, method: .get, headers: [.acceptLanguage: language]) { response in
                    (response.status.code, String(buffer: response.body))
                }
            }
        }
    }

    private struct Items: Decodable {
        struct Item: Decodable {
            let code: String
            let name: [String: String]
        }
        let items: [Item]
        let total: Int
    }
    private func items(_ path: String) async throws -> Items {
        try JSONDecoder().decode(Items.self, from: Data(try await get(path).text.utf8))
    }

    @Test func `the front shows the tree in the reader's language`() async throws {
        let page = try await get("/topics", "ru")
        #expect(page.status == 200)
        #expect(page.text.contains("<a href=\"/topics/ford-1-2\">Компьютерные и информационные науки</a>"))
        #expect(page.text.utf8.count < 150_000)
    }

    @Test func `a search leads to the list`() async throws {
        let page = try await get("/topics?q=robot")
        #expect(page.status == 200)
        #expect(!page.text.contains("/topics/ford-1-2\""))
        let found = try await get("/topics?q=mechan")
        #expect(found.text.contains("<a href=\"/topics/ford-2-3\">Mechanical engineering</a>"))
    }

    @Test func `a topic has a page, an unknown one has none`() async throws {
        let page = try await get("/topics/ford-2-10")
        #expect(page.status == 200)
        #expect(page.text.contains("<a href=\"/topics/ford-2\">Engineering and technology</a>"))
        #expect(try await get("/topics/ford-9").status == 404)
        #expect(try await get("/topics/x'y").status == 404)
        #expect(try await get("/topics/ford-1/form").status == 303)
    }

    @Test func `the API lists topics below a parent`() async throws {
        let found = try await items("/api/v1/topics?parent=ford-4&limit=2")
        #expect(found.total == 5)
        #expect(found.items.map(\.code) == ["4.1", "4.2"])
        #expect(found.items.first?.name["ru"] == "Сельское, лесное и рыбное хозяйство")
        #expect(try await get("/api/v1/topics/ford-4-1").status == 200)
        #expect(try await get("/api/v1/topics/ford-9").status == 404)
    }

    @Test func `the API gives countries by group, name and code`() async throws {
        #expect(try await items("/api/v1/countries").total == 250)
        #expect(try await items("/api/v1/countries?group=baltic").items.map(\.code) == ["EE", "LT", "LV"])
        #expect(try await items("/api/v1/countries?q=EL").items.map(\.code) == ["GR"])
        #expect(try await items("/api/v1/countries?q=%D0%93%D1%80%D1%83%D0%B7%D0%B8%D1%8F").items.map(\.code) == ["GE"])
        #expect(try await items("/api/v1/countries?region=143&q=KZ").items.first?.name["kk"] == "Қазақстан")
        #expect(try await get("/api/v1/countries?group=atlantis").status == 422)
        #expect(try await get("/api/v1/countries/UK").status == 200)
        #expect(try await get("/api/v1/countries/ZZ").status == 404)
        #expect(try await get("/api/v1/country-groups").status == 200)
    }

    @Test func `the API gives languages and currencies with their names`() async throws {
        #expect(try await items("/api/v1/languages").items.first { $0.code == "hy" }?.name["ru"] == "армянский")
        #expect(try await items("/api/v1/currencies").items.first { $0.code == "EUR" }?.name["en"] == "Euro")
    }
}
