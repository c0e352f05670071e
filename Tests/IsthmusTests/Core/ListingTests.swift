import Testing

@testable import Isthmus

@Suite struct Lists {
    /// Twenty-five institutes in two countries, five of them withdrawn.
    private func fill(_ programme: Programme) async throws {
        let office = Actor.program("test")
        for index in 0..<25 {
            let given: [String: Given] = [
                "legal_name": .text("Institute \(index / 2)"), "country": .text(index % 3 == 0 ? "AM" : "DE"),
                "kind": .text("research"), "status": .text(index % 5 == 4 ? "withdrawn" : "active"),
            ]
            _ = try await programme.createOrganisation(given, as: office)
        }
    }

    @Test(arguments: ["name", "changed"])
    func `paging forth and back meets every row once and in order`(sort: String) async throws {
        try await TestStore.withProgramme { programme, _ in
            try await fill(programme)
            var selection = Selection()
            selection.limit = 100
            selection.sort = sort
            let all = try await programme.organisations(selection, as: .visitor).items.map(\.id)
            #expect(all.count == 20)
            selection.limit = 7
            var forth: [ID<Organisation>] = []
            var pages: [[ID<Organisation>]] = []
            var last: Found<OrganisationLine>
            repeat {
                last = try await programme.organisations(selection, as: .visitor)
                pages.append(last.items.map(\.id))
                forth += last.items.map(\.id)
                selection.place = last.next
            } while selection.place != nil
            #expect(forth == all)
            selection.place = last.previous
            var back: [[ID<Organisation>]] = []
            while selection.place != nil {
                let page = try await programme.organisations(selection, as: .visitor)
                back.append(page.items.map(\.id))
                selection.place = page.previous
            }
            #expect(back == pages.dropLast().reversed())
        }
    }

    @Test func `counts are those of the rows a reader may see`() async throws {
        try await TestStore.withProgramme { programme, _ in
            try await fill(programme)
            let found = try await programme.organisations(Selection(), as: .visitor)
            #expect(found.total == 20)
            #expect(found.counts["country"]?.reduce(0) { $0 + $1.count } == 20)
            #expect(found.counts["status"]?.map(\.value) == ["active"])
            let office = try await programme.organisations(Selection(), as: .program("test"))
            #expect(office.total == 25)
        }
    }

    @Test func `a facet's own choice does not narrow its counts`() async throws {
        try await TestStore.withProgramme { programme, _ in
            try await fill(programme)
            let all = try await programme.organisations(Selection(), as: .visitor)
            var selection = Selection()
            selection.chosen = ["country": ["AM"]]
            let chosen = try await programme.organisations(selection, as: .visitor)
            #expect(chosen.items.allSatisfy { $0.country == "AM" })
            #expect(chosen.counts["country"]?.map(\.count) == all.counts["country"]?.map(\.count))
            #expect(chosen.total == all.counts["country"]?.first { $0.value == "AM" }?.count)
        }
    }

    @Test func `remembered counts are forgotten with the next change`() async throws {
        try await TestStore.withProgramme { programme, _ in
            try await fill(programme)
            #expect(try await programme.organisations(Selection(), as: .visitor).total == 20)
            let given: [String: Given] = ["legal_name": .text("New"), "country": .text("FI"), "kind": .text("other")]
            _ = try await programme.createOrganisation(given, as: .program("test"))
            #expect(try await programme.organisations(Selection(), as: .visitor).total == 21)
        }
    }

    @Test(arguments: ["name~", "~", "%", "x~y~z", "", "~~~~", "999999999999999999999~o-1"])
    func `a made-up place in the address does no harm`(place: String) async throws {
        try await TestStore.withProgramme { programme, _ in
            try await fill(programme)
            for sort in ["name", "changed", "none"] {
                for direction in ["after", "before"] {
                    let query = Query([("sort", sort), (direction, place), ("limit", "-5"), ("source", "'; DROP")])
                    let found = try await programme.organisations(
                        Selection(query, facets: Organisation.listing.facets), as: .visitor)
                    #expect(found.items.isEmpty)
                }
            }
        }
    }
}
