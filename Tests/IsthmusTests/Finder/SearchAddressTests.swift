import Testing

@testable import Isthmus

/// The address of a search: which ones are known, and when two are the same.
@Suite struct SearchAddressTests {
    @Test(
        arguments: [
            ("/find?q=ice&page=3&lang=ru", "/find?q=ice"), ("/find?country=AM&q=+ice+", "/find?q=ice&country=AM"),
            ("/find?q=ice&country=Nowhere&kind=stone", "/find?q=ice"),
            ("/find/experts?kind=person&q=ice&topic=ford-1", "/find/experts?q=ice&kind=person"),
            ("/find/experts?kind=project&q=ice", "/find/experts?q=ice"),
            ("/organisations?country=GE&kind=company&country=AM", "/organisations?country=AM&country=GE&kind=company"),
            ("/projects?after=x~p-1&limit=5&sort=nothing&q=ice", "/projects?q=ice"),
            ("/people", "/people"), ("/find?q=%D0%BB%D1%91%D0%B4", "/find?q=%D0%BB%D1%91%D0%B4"),
        ]) func `an address is kept in one form, without what no page understands`(given: String, kept: String)
    {
        #expect(SearchAddress(given)?.text == kept)
        #expect(SearchAddress(kept)?.text == kept)
    }

    @Test(
        arguments: [
            "", "find?q=ice", "/office/accounts?q=ice", "//elsewhere.example/find?q=ice", "https://elsewhere.example",
            "/find/suggestions?q=ice", "/find/?q=ice", "/findings?q=ice", "/find?q=a%00b", "/find?q=%FF",
            "/find?q=a%0Ab", "/find?q=ice#top", "/organisations/o-1", "/FIND?q=ice",
        ]) func `an address of no known page is none`(given: String)
    {
        #expect(SearchAddress(given)?.text == nil)
    }

    @Test func `the finder's own pages look for nothing without words, a list shows everything`() {
        let addresses = [
            "/find?country=AM", "/find/experts?kind=person", "/find?q=%20", "/people?country=AM", "/find?q=a",
        ]
        #expect(addresses.map { SearchAddress($0)?.isEmpty } == [true, true, true, false, false])
    }
}
