/// How long the functions of a file are, counted from the line that names one to the line that closes it. Computed
/// properties, initialisers and subscripts count too.
enum FunctionLength {
    struct Function {
        let name: String
        let line: Int
        let lines: Int
    }

    private struct Pending {
        let name: String
        let line: Int
        let nesting: Int
        /// A property has a body only if the brace stands on its line.
        let isProperty: Bool
    }

    static func functions(of file: SwiftSource) -> [Function] {
        var functions: [Function] = []
        var open: [Pending?] = []
        var pending: Pending?
        let tokens = file.tokens
        for (index, token) in tokens.enumerated() {
            let line = file.line(at: token.offset)
            if let waiting = pending, waiting.isProperty, line > waiting.line { pending = nil }
            let before = index > 0 ? tokens[index - 1].text : ""
            switch token.text {
            case "func", "subscript", "init", "deinit", "var":
                guard before != ".", index + 1 < tokens.count else { continue }
                let name = token.text == "func" || token.text == "var" ? tokens[index + 1].text : token.text
                pending = Pending(name: name, line: line, nesting: token.nesting, isProperty: token.text == "var")
            case "{":
                if let waiting = pending, waiting.nesting == token.nesting {
                    open.append(waiting)
                    pending = nil
                } else {
                    open.append(nil)
                }
            case "}":
                if pending?.nesting == token.nesting { pending = nil }
                if let closed = open.popLast() ?? nil {
                    functions.append(Function(name: closed.name, line: closed.line, lines: line - closed.line + 1))
                }
            default: continue
            }
        }
        return functions
    }
}
