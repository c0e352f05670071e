import Testing

@testable import Isthmus

/// Words that prove that we gave them out.
@Suite struct SignedTokenTests {
    @Test func `a token holds for its thing, its purpose and its secret alone`() throws {
        let token = SignedToken("er-1", for: "badge", secret: "s")
        let read = try #require(SignedToken(token.text))
        #expect(read == token)
        #expect(read.isValid(for: "badge", secret: "s"))
        #expect(!read.isValid(for: "registration", secret: "s"))
        #expect(!read.isValid(for: "badge", secret: "t"))
        let other = try #require(SignedToken(token.text.replacing("er-1", with: "er-2")))
        #expect(!other.isValid(for: "badge", secret: "s"))
    }

    @Test func `what has another form is none`() {
        for text in ["", ".", "er-1", "er-1.00", "er-1." + String(repeating: "0", count: 33), "a.b.c"] {
            #expect(SignedToken(text) == nil, "\(text)")
        }
    }
}
