import Foundation
import Interchange
import Testing

@Suite struct JSONTests {
    private static let right: [(String, JSON)] = [
        ("null", JSON.null), ("true", true), (" false ", false), ("0", 0), ("-0", 0), ("12", 12), ("-7", -7),
        ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
        ("9223372036854775808", .number(9_223_372_036_854_775_808)), ("1.0", 1.0), ("1e3", 1000.0), ("1E+2", 100.0),
        ("-1.5e-3", -0.0015), ("5e-324", .number(.leastNonzeroMagnitude)),
        ("1.7976931348623157e308", .number(.greatestFiniteMagnitude)),
        ("1e-400", 0.0), ("0.1", 0.1), ("\"\"", ""), ("\"a b\"", "a b"),
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
        (#""\u0041\u00e9\u0416\uFFFF""#, "AéЖ\u{FFFF}"), (#""\ud83d\ude00""#, "😀"), ("\"Երևան 😀\"", "Երևան 😀"),
        (#""\u0000""#, "\u{0}"), ("\"\u{7F}\"", "\u{7F}"), ("[]", []), ("[ ]", []), ("[1, [2], {}]", [1, [2], [:]]),
        ("{}", [:]), ("{ \"a\" : 1 , \"b\" : [ null ] }", ["a": 1, "b": [.null]]), ("{\"\":0}", ["": 0]),
        ("\t\r\n[1]\n", [1]),
    ]

    @Test(arguments: right)
    func `right JSON is read`(text: String, expected: JSON) throws {
        #expect(try JSON(parsing: text) == expected)
    }

    private static let wrong: [(String, Int)] = [
        ("", 0), (" ", 1), ("nul", 0), ("True", 0), ("nulll", 4), ("1 2", 2),
        ("01", 0), ("-", 1), ("-01", 1), ("+1", 0),
        (".5", 0), ("1.", 2), ("1.e1", 2), ("1e", 2), ("1e+", 3), ("0x1", 1), ("NaN", 0), ("Infinity", 0), ("1e400", 0),
        ("[", 1), ("[1", 2), ("[1,", 3), ("[1,]", 3), ("[,1]", 1), ("[1 2]", 3), ("]", 0),
        ("[1}", 2), ("{", 1), ("{1:2}", 1),
        ("{a:1}", 1), ("{\"a\"}", 4), ("{\"a\":}", 5), ("{\"a\":1,}", 7), ("{\"a\":1 \"b\":2}", 7), ("{'a':1}", 1),
        ("\"", 1), ("\"a", 2), ("\"\\", 2), ("\"\\\"", 3), (#""\x""#, 2), (#""\u12""#, 5), (#""\u12g4""#, 5),
        (#""\ud800""#, 7), (#""\ud800\u0041""#, 13), (#""\udc00""#, 7), (#""\ud800x""#, 7),
        ("\"a\nb\"", 2), ("\"\t\"", 1),
        ("\"a\\n\u{1}\"", 4), ("[1]//", 3), ("/**/1", 0), ("\u{FEFF}1", 0), ("\u{A0}1", 0),
    ]

    @Test(arguments: wrong)
    func `what is not JSON is refused at its byte`(text: String, offset: Int) {
        let error = fault { try JSON(parsing: text) }
        #expect(error?.key == "json.bad" && error?.offset == offset, "\(text): \(error?.message ?? "accepted")")
    }

    @Test func `bytes that are not text are refused`() {
        let error = fault { try JSON(parsing: [0x22, 0xC3, 0x22]) }
        #expect(error == .at(offset: 1, reason: .invalidText))
    }

    @Test func `nesting is read up to a hundred levels`() throws {
        let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
        #expect(try JSON(parsing: deep).text == deep)
        #expect(fault { try JSON(parsing: "[" + deep + "]") } == .at(offset: 100, reason: .tooDeep(limit: 100)))
        let wide = "[" + Array(repeating: "{\"a\":[]}", count: 300).joined(separator: ",") + "]"
        #expect(try JSON(parsing: wide).array?.count == 300)
        let bomb = String(repeating: "{\"a\":", count: 1_000_000)
        #expect(fault { try JSON(parsing: bomb) }?.reason == .tooDeep(limit: 100))
    }

    @Test(arguments: [1, 3, 15, 16, 17, 40])
    func `a key that stands twice is refused in objects of any size`(count: Int) {
        let members = (0..<count).map { "\"k\($0)\":\($0)" }
        for again in 0..<count {
            let text = "{" + (members + ["\"k\(again)\":0"]).joined(separator: ",") + "}"
            let offset = members.joined(separator: ",").utf8.count + 2
            #expect(fault { try JSON(parsing: text) } == .at(offset: offset, reason: .repeatedKey("k\(again)")))
        }
    }

    private static let written: [(JSON, String)] = [
        (JSON.null, "null"), (1.0, "1.0"), (1e20, "1e+20"), (.number(.nan), "null"), (.number(.infinity), "null"),
        ("a\"\\/\n\u{1}\u{7F}é", #""a\"\\/\n\u0001"# + "\u{7F}é\""),
        (["b": 1, "a": [2, true]], #"{"b":1,"a":[2,true]}"#),
        ("</script>&", "\"</script>&\""),
    ]

    @Test(arguments: written)
    func `JSON is written compactly in the order it has`(json: JSON, expected: String) {
        #expect(json.text == expected)
    }

    @Test func `keys are sorted by their bytes and markup is escaped when asked`() {
        let json: JSON = ["б": 1, "b": ["z": 1, "Z": 2], "a": "<&>"]
        #expect(json.text(.sortedKeys) == #"{"a":"<&>","b":{"Z":2,"z":1},"б":1}"#)
        #expect(json.text([.sortedKeys, .forMarkup]) == #"{"a":"\u003c\u0026\u003e","b":{"Z":2,"z":1},"б":1}"#)
    }

    @Test func `random values come back as they were written, by us and by Foundation`() throws {
        var dice = Dice(11)
        for _ in 0..<500 {
            let json = random(&dice, depth: 4)
            #expect(try JSON(parsing: json.text) == json)
            #expect(try JSON(parsing: json.text).text == json.text)
            let other = try JSONSerialization.jsonObject(with: Data(json.bytes()), options: .fragmentsAllowed)
            let again = try JSONSerialization.data(withJSONObject: other, options: .fragmentsAllowed)
            #expect(try same(JSON(parsing: [UInt8](again)), json))
        }
    }

    private func random(_ dice: inout Dice, depth: Int) -> JSON {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &dice) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &dice))
        case 2: return .integer(Int64.random(in: -1_000_000...1_000_000, using: &dice))
        case 3: return .number(Double.random(in: -1e6...1e6, using: &dice))
        case 4, 5: return .string(dice.text(of: ["a", "\"", "\\", "\n", "é", "😀", "\u{1}", "/", "Ж"], upTo: 8))
        case 6: return .array((0..<3).map { _ in random(&dice, depth: depth - 1) })
        default: return .object((0..<3).map { (key: "k\($0)\n", value: random(&dice, depth: depth - 1)) })
        }
    }

    /// Equal apart from `1.0` having become `1`.
    private func same(_ left: JSON, _ right: JSON) -> Bool {
        switch (left, right) {
        case (.array(let a), .array(let b)): a.count == b.count && zip(a, b).allSatisfy(same)
        case (.object(let a), .object):
            a.allSatisfy { member in right[member.key].map { same(member.value, $0) } ?? false }
        default: left == right || (left.number != nil && left.number == right.number)
        }
    }

    @Test func `values are found, changed and taken away by key`() {
        var json: JSON = ["name": "Isthmus", "seats": 12, "tags": ["a", "b"], "share": 2.0, "open": true]
        #expect(json["name"]?.string == "Isthmus" && json["seats"]?.integer == 12 && json["share"]?.integer == 2)
        #expect(json["seats"]?.number == 12 && json["open"]?.bool == true && json["tags"]?.strings == ["a", "b"])
        #expect(json["tags"]?[1]?.string == "b" && json["tags"]?[2] == nil && json["none"] == nil)
        #expect(json["name"]?.integer == nil && json["name"]?["x"] == nil && JSON.null.isNull)
        json["seats"] = nil
        json["name"] = "I"
        json["new"] = .null
        #expect(json.text == #"{"name":"I","tags":["a","b"],"share":2.0,"open":true,"new":null}"#)
        #expect(json.dictionary?.count == 5 && json.members?.map(\.key).last == "new")
        #expect(JSON(["b": 1, "a": 2] as [String: JSON]).text == #"{"a":2,"b":1}"#)
    }

    @Test func `objects are equal whatever the order of their keys`() {
        #expect(["a": 1, "b": 2] as JSON == ["b": 2, "a": 1])
        #expect(["a": 1, "b": 2] as JSON != ["b": 1, "a": 2])
        #expect(["a": 1] as JSON != ["a": 1, "b": 2])
        #expect(1 as JSON != 1.0)
    }

    private struct Call: Codable, Equatable {
        var id: Int
        var title: String
        var extra: JSON?
    }

    @Test func `values pass to and from Codable types`() throws {
        let call = Call(id: 1, title: "A/B", extra: ["k": [1, 2.5, .null, true, "x"]])
        let json = try JSON(encoding: call)
        #expect(json.text == #"{"extra":{"k":[1,2.5,null,true,"x"]},"id":1,"title":"A/B"}"#)
        #expect(try json.decoded(as: Call.self) == call)
        let wrong: JSON = ["id": "x", "title": "t"]
        let error = fault { try wrong.decoded(as: Call.self) }
        #expect(error == .at(field: "id", reason: .undecodable("not a Int.")))
    }

    @Test func `lines of JSON are read with their numbers and faults carry the line`() throws {
        let text = "{\"id\":1,\"title\":\"a\"}\n\n  \n{\"id\":2}\n{\"id\":3,\n[4]\n"
        let plain = JSONLines(ByteSource(bytes: bytes(text), name: "c.jsonl"))
        #expect(try plain.next()?.value == ["id": 1, "title": "a"])
        #expect(try plain.next()?.line == 4)
        let error = fault { try plain.next() }
        #expect(error?.line == 5 && error?.file == "c.jsonl" && error?.offset == 8)
        #expect(try plain.next()?.value == [4])
        #expect(try plain.next() == nil)
        let typed = JSONLines(ByteSource(bytes: bytes(text), name: "c.jsonl"))
        #expect(try typed.next(as: Call.self)?.value == Call(id: 1, title: "a", extra: nil))
        let missing = fault { try typed.next(as: Call.self) }
        #expect(missing == .at(file: "c.jsonl", line: 4, field: "title", reason: .undecodable("it is missing.")))
    }

    @Test(.enabled(if: OpenData.folder != nil))
    func `every organisation of the register is written back byte by byte`() throws {
        let lines = JSONLines(try ByteSource(path: OpenData.path("ror/ror_organisations.jsonl.gz")))
        var differing = 0
        while let line = try lines.nextLine() {
            if try JSON(parsing: line.bytes).bytes() != line.bytes { differing += 1 }
        }
        #expect(differing == 0)
    }
}
