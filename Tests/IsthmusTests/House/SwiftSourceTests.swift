import Testing

/// The house tests stand on this reader of Swift files; here it is tested itself.
@Suite struct SourceReading {
    static func code(_ text: String) -> String {
        String(decoding: SwiftSource(path: "A.swift", text: text).code, as: UTF8.self)
    }

    @Test func `comments are blank and lines stay`() {
        #expect(Self.code("let a = 1 // two\nlet b") == "let a = 1       \nlet b")
        #expect(Self.code("a /* b /* c */ d */ e") == "a                   e")
    }

    @Test func `a text leaves a mark where it begins`() {
        #expect(Self.code(#"f("a // b") + g"#) == #"f("       ) + g"#)
    }

    @Test func `what is put into a text is code`() {
        let file = SwiftSource(path: "A.swift", text: #"f("a \(b("c")) d")"#)
        #expect(String(decoding: file.code, as: UTF8.self) == #"f("   (b("  ))   )"#)
        #expect(file.literals.map(\.text) == ["a \u{fffc} d", "c"])
    }

    @Test func `raw texts keep their backslashes`() {
        let file = SwiftSource(path: "A.swift", text: ##"let a = #"x \(y) "z" \#(w)"#"##)
        #expect(file.literals.map(\.text) == ["x \\(y) \"z\" \u{fffc}"])
    }

    @Test func `a text over several lines loses its indentation`() {
        let text = "let a = \"\"\"\n    one\n      two \\\n    three\n    \"\"\"\nlet b = \"x\"\n"
        let file = SwiftSource(path: "A.swift", text: text)
        #expect(file.literals.map(\.text) == ["one\n  two     three", "x"])
        #expect(file.literals.map(\.line) == [1, 6])
    }

    @Test func `a name in backticks hides its quotation marks`() {
        let file = SwiftSource(path: "A.swift", text: "func `says \"no\" once`() { g(\"x\") }")
        #expect(file.literals.map(\.text) == ["x"])
    }

    @Test func `imports are found with their lines`() {
        let text = "// import No\n@testable import A\nimport B\nlet a = \"import C\"\n"
        let file = SwiftSource(path: "A.swift", text: text)
        #expect(file.imports.map(\.module) == ["A", "B"])
        #expect(file.imports.map(\.line) == [2, 3])
    }

    @Test func `functions are measured from name to brace`() {
        let text = """
            protocol P { func none(); var a: Int { get } }
            struct S {
                func one(_ f: () -> Int = { 1 }) {
                    if true {
                    }
                }
                init() { self.init(2) }
                var two: Int {
                    3
                }
                let stored = 4
            }

            """
        let functions = FunctionLength.functions(of: SwiftSource(path: "A.swift", text: text))
        #expect(functions.map(\.name) == ["a", "one", "init", "two"])
        #expect(functions.map(\.lines) == [1, 4, 1, 3])
        #expect(functions.map(\.line) == [1, 3, 7, 8])
    }
}
