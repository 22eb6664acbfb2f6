import Foundation
import FoundationXML
import KassaProving
import KassaRuntime
import Testing

/// The pages that proving writes: what a store says is text in them, whatever it says.
@Suite struct PagesTests {
  @Test(arguments: [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onclick='x", "&lt;b&gt;",
    "</style></pre></td>", "]]><!--", "<\u{301}b>", "javascript:alert(1)", "a\u{202E}b\u{7}c",
    "Чай & «кофе»",
    "../../etc/passwd", "x y#z?q", "\u{0}", "{{7*7}} ${x}",
  ])
  func `what stands in a page is text in every place`(_ hostile: String) throws {
    let page = try parsed(Self.page(hostile).html)
    let plain = try parsed(Self.page("word").html)
    #expect(page.tags == plain.tags)
    #expect(page.attributes.map(\.key) == plain.attributes.map(\.key))
    let words = page.text.components(separatedBy: hostile.visible).count
    if hostile.visible == hostile { #expect(words > 15) }
    for (key, value) in page.attributes where key == "href" {
      #expect(value.hasPrefix("#") || value.hasPrefix("./"), "\(value)")
    }
  }

  @Test func `a page asks for nothing outside of itself`() throws {
    let html = Self.page("word").html
    #expect(!html.contains("http://") && !html.contains("https://") && !html.contains("url("))
    #expect(!html.contains("@import") && !html.contains("<script"))
    #expect(html.contains("default-src 'none'"))
  }

  @Test func `a section is found by a link to its name`() throws {
    let page = Page(
      "Fleet",
      [
        .paragraph("\(link: "to it", to: .section("Кафе у моря"))"),
        .section("it", name: "Кафе у моря", []),
      ])
    let attributes = try parsed(page.html).attributes
    let link = try #require(attributes.first { $0.key == "href" }?.value.dropFirst())
    let name = try #require(attributes.last { $0.key == "id" }?.value)
    #expect(String(link).removingPercentEncoding == name)
  }

  @Test func `a card number is in no page`() throws {
    let page = Page("Trace", [.code("paid by 4111 1111 1111 1111, and 4111\u{200B}111111111111")])
    #expect(!page.html.contains("1111"))
  }

  /// A page with `text` in every place that takes one.
  static func page(_ text: String) -> Page {
    let words: PageText = """
      \(text) \(strong: text) \(quiet: text) \(code: text) \(badge: text, .bad) \(added: text) \
      \(removed: text) \(link: text, to: .file(text)) \(link: text, to: .section(text))
      """
    return Page(
      text, lead: words,
      [
        .section(
          words, name: text,
          [
            .paragraph(words), .list([words]), .steps([words]), .code(text),
            .table(
              PageTable([.init(text), .init(text, isNumber: true)], [[words, words], [words]])),
            .details(words, [.paragraph(words)]),
            .beside([[.card(words, tone: .odd, [.buttons([text, "ok"], taken: 0)])]]),
            .picture(svg: "<svg/>", words: text),
          ])
      ])
  }

  private func parsed(_ html: String) throws -> ParsedPage {
    let page = ParsedPage()
    let parser = XMLParser(data: Data(html.utf8))
    parser.delegate = page
    #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")")
    return page
  }
}

/// What a reader of a page finds in it.
private final class ParsedPage: NSObject, XMLParserDelegate {
  var tags: [String] = []
  var attributes: [(key: String, value: String)] = []
  var text = ""

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    tags.append(name)
    self.attributes += attributes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}
