import Testing

@testable import Isthmus

@Suite struct Markup {
    @Test func `what people wrote is escaped`() {
        let name = "<script>alert('x') & \"y\"</script>"
        let html: HTML = "<p title=\"\(name)\">\(name)</p>"
        let safe = "&lt;script&gt;alert(&#39;x&#39;) &amp; &quot;y&quot;&lt;/script&gt;"
        #expect(html.text == "<p title=\"\(safe)\">\(safe)</p>")
    }

    @Test func `control characters do not reach the page`() {
        let text = "a\u{0}\u{b}b\n"
        let html: HTML = "\(text)"
        #expect(html.text == "ab\n")
    }

    @Test(arguments: [
        ("https://a.example/?x=1&y", "https://a.example/?x=1&amp;y"), ("JavaScript:alert(1)", "#"),
        ("data:text/html,x", "#"),
        ("mailto:a@b.example", "mailto:a@b.example"), ("//evil.example", "#"),
    ])
    func `only web and mail addresses are linked`(address: String, shown: String) {
        let html: HTML = "<a href=\"\(link: address)\">"
        #expect(html.text == "<a href=\"\(shown)\">")
    }

    @Test(arguments: [(1.0, "1"), (1.5, "1.5"), (1.25, "1.25"), (1.05, "1.05"), (-0.5, "-0.5"), (2.999, "3"), (0, "0")])
    func `coordinates are short and plain`(number: Double, shown: String) {
        let html: HTML = "\(coordinate: number)"
        #expect(html.text == shown)
    }

    @Test func `an address's query is read and written`() {
        let query = Query(encoded: "q=%D0%9C%D0%B8%D1%80+1&kind=a&kind=b&broken=%zz&empty=")
        #expect(query["q"] == "Мир 1")
        #expect(query.all("kind") == ["a", "b"])
        #expect(query["broken"] == "%zz")
        #expect(query["empty"] == "")
        #expect(Query(encoded: query.setting("kind", to: ["c d"]).address.dropFirst()).all("kind") == ["c d"])
        #expect(Query().address.isEmpty)
    }

    @Test func `dotted names become records and lists`() {
        let given = SiteContext.nested([
            ("a.en", "1"), ("a.ru", "2"), ("b.0.x", "3"), ("b.2.x", "4"), ("c", "5"), ("d", "6"), ("d", "7"),
            ("e.f.g.h.i.j", "8"),
        ])
        #expect(given["a"] == .record(["en": .text("1"), "ru": .text("2")]))
        #expect(given["b"] == .list([.record(["x": .text("3")]), .record(["x": .text("4")])]))
        #expect(given["c"] == .text("5"))
        #expect(given["d"] == .list([.text("6"), .text("7")]))
        #expect(given["e"] == nil)
    }

    @Test func `parts of a form with files are told apart`() {
        let body = [
            "--cut", "Content-Disposition: form-data; name=\"kind\"", "", "ror", "--cut",
            "Content-Disposition: form-data; name=\"file\"; filename=\"a.csv\"", "Content-Type: text/csv", "",
            "x,y\r\n1,2",
            "--cut--", "",
        ].joined(separator: "\r\n")
        let parts = Multipart.parts(of: Array(body.utf8), boundary: "cut")
        #expect(parts.map(\.name) == ["kind", "file"])
        #expect(parts.map(\.fileName) == [nil, "a.csv"])
        #expect(parts.map { String(decoding: $0.bytes, as: UTF8.self) } == ["ror", "x,y\r\n1,2"])
    }

    @Test(arguments: ["", "--cut", "--cut\r\n\r\n--cut", "no boundary", "--cut\r\nContent-Disposition: x\r\n\r\n"])
    func `a broken form with files has no parts and does no harm`(body: String) {
        #expect(Multipart.parts(of: Array(body.utf8), boundary: "cut").isEmpty)
    }

    @Test func `sentences fill their places and choose their plural`() {
        let sentences = Sentences([
            "en": ["n.one": "One", "n.other": "{count} things", "hello": "Hello, {name}"],
            "ru": [
                "n.one": "{count} вещь", "n.few": "{count} вещи", "n.many": "{count} вещей", "hello": "Привет, {name}",
            ],
        ])
        let (english, russian) = (Words("en", sentences: sentences), Words("ru", sentences: sentences))
        #expect(english("hello", ["name": "{name}"]) == "Hello, {name}")
        #expect([1, 2, 0].map { english("n", count: $0) } == ["One", "2 things", "0 things"])
        #expect(
            [1, 21, 3, 5, 11].map { russian("n", count: $0) } == ["1 вещь", "21 вещь", "3 вещи", "5 вещей", "11 вещей"])
        #expect(sentences.gaps.isEmpty)
    }
}
