import Foundation
import Hummingbird
import HummingbirdTesting
import Interchange
import Testing

@testable import Isthmus

/// Every list of the API in every order: page by page, each thing once, and as many as it says.
@Suite struct AccessListsTests {
    @Test func `whoever follows a list to its end has read everything once`() async throws {
        let lists = OpenAPIDocument.isthmus.operations.filter { $0.answer?.hasPrefix("list ") == true }
        try await SampleProgramme.visit { sample, client in
            let officer = sample.person("officer")
            for list in lists {
                let sort = OpenAPIShape("", list.query).fields.first { $0.name == "sort" }
                let sorts = sort.map { $0.type.split(separator: "|").map(String.init) } ?? []
                for sort in sorts {
                    var next: String? = "\(list.path)?sort=\(sort)&limit=3"
                    var (ids, total) = ([String](), 0)
                    while let address = next, ids.count < 1_000 {
                        let answer = try await client.get(address, as: officer)
                        #expect(answer.status == .ok, "\(address)")
                        let page = try JSON(parsing: String(buffer: answer.body)).dictionary ?? [:]
                        ids += (page["items"]?.array ?? []).compactMap { $0.dictionary?["id"]?.string }
                        (total, next) = (page["total"]?.integer ?? -1, page["next"]?.string)
                    }
                    #expect(Set(ids).count == ids.count, "\(list.path) by \(sort)")
                    #expect(ids.count == total, "\(list.path) by \(sort)")
                }
            }
        }
    }
}
