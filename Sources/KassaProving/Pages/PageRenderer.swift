import Foundation
import KassaRuntime

extension Page {
  /// The page as one file of HTML, which asks for nothing outside of itself and runs nothing.
  package var html: String {
    var renderer = PageRenderer()
    renderer.render(self)
    return renderer.html
  }
}

/// Writes a page's HTML, which is well-formed XML too, so that a test can read it back.
///
/// Only literals of this file are markup. What comes from elsewhere goes through `String.markup`, which
/// also takes away what makes a text read otherwise than it is, and card numbers.
private struct PageRenderer {
  private(set) var html = ""
  private var level = 1
  private static let levelMax = 6

  mutating func render(_ page: Page) {
    html += """
      <!DOCTYPE html>
      <html lang="\(page.language.rawValue)">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline'; img-src data:"/>
      <title>\(page.title.markup)</title>
      <style>
      \(PageStyle.css)
      </style>
      </head>
      <body>
      <header><h1>\(page.title.markup)</h1>
      """
    if !page.lead.runs.isEmpty { html += "<p>\(words(page.lead))</p>" }
    html += "</header>\n<main>\n"
    render(page.blocks)
    html += "</main>\n</body>\n</html>\n"
  }

  private mutating func render(_ blocks: [PageBlock]) { blocks.forEach { render($0) } }

  private mutating func render(_ block: PageBlock) {
    switch block {
    case .section(let title, let name, let blocks):
      level += 1
      let heading = "h\(min(level, Self.levelMax))"
      let anchor = name.map { " id=\"\(Self.anchor($0).markup)\"" } ?? ""
      html += "<section\(anchor)><\(heading)>\(words(title))</\(heading)>\n"
      render(blocks)
      html += "</section>\n"
      level -= 1
    case .paragraph(let text): html += "<p>\(words(text))</p>\n"
    case .list(let items): list("ul", items)
    case .steps(let items): list("ol", items)
    case .code(let text): html += "<pre tabindex=\"0\">\(text.markup)</pre>\n"
    case .table(let table): render(table)
    case .details(let summary, let isOpen, let blocks):
      html += "<details\(isOpen ? " open=\"\"" : "")><summary>\(words(summary))</summary>\n<div>\n"
      render(blocks)
      html += "</div></details>\n"
    case .beside(let columns):
      html += "<div class=\"beside\">\n"
      for blocks in columns {
        html += "<div>\n"
        render(blocks)
        html += "</div>\n"
      }
      html += "</div>\n"
    case .card(let title, let tone, let blocks):
      html += "<article class=\"card \(tone.rawValue)\">"
      if !title.runs.isEmpty { html += "<p class=\"title\">\(words(title))</p>\n" }
      render(blocks)
      html += "</article>\n"
    case .buttons(let labels, let taken): render(buttons: labels, taken: taken)
    case .picture(let svg, let words):
      let bytes = Data(svg.utf8).base64EncodedString()
      html += """
        <figure tabindex="0"><img alt="\(words.markup)" \
        src="data:image/svg+xml;base64,\(bytes)"/></figure>

        """
    }
  }

  private mutating func list(_ kind: String, _ items: [PageText]) {
    html += "<\(kind)>\n"
    for item in items { html += "<li>\(words(item))</li>\n" }
    html += "</\(kind)>\n"
  }

  private mutating func render(buttons labels: [String], taken: Int?) {
    html += "<ul class=\"buttons\">"
    for (index, label) in labels.enumerated() {
      let isTaken = index == taken
      html += isTaken ? "<li class=\"taken\">" : "<li>"
      html += label.markup + (isTaken ? "<span class=\"said\"> ←</span>" : "") + "</li>"
    }
    html += "</ul>\n"
  }

  private mutating func render(_ table: PageTable) {
    html += "<table>\n<thead><tr>"
    for column in table.columns {
      html += "<th scope=\"col\"\(column.isNumber ? " class=\"number\"" : "")>"
      html += column.title.markup + "</th>"
    }
    html += "</tr></thead>\n<tbody>\n"
    for row in table.rows {
      html += "<tr>"
      for (index, column) in table.columns.enumerated() {
        let cell = index < row.count ? words(row[index]) : ""
        let kind = column.isNumber ? " class=\"number\"" : ""
        html += "<td data-head=\"\(column.title.markup)\"\(kind)>\(cell)</td>"
      }
      html += "</tr>\n"
    }
    html += "</tbody>\n</table>\n"
  }
}

// MARK: - Text

extension PageRenderer {
  private func words(_ text: PageText) -> String { text.runs.map(words).joined() }

  private func words(_ run: PageText.Run) -> String {
    switch run {
    case .plain(let text): broken(text)
    case .strong(let text): "<strong>\(broken(text))</strong>"
    case .quiet(let text): "<span class=\"quiet\">\(broken(text))</span>"
    case .code(let text): "<code>\(broken(text))</code>"
    case .badge(let text, let tone): "<b class=\"badge \(tone.rawValue)\">\(broken(text))</b>"
    case .added(let text): "<ins>\(broken(text))</ins>"
    case .removed(let text): "<del>\(broken(text))</del>"
    case .link(let text, to: let link): "<a href=\"\(Self.address(link))\">\(broken(text))</a>"
    }
  }

  private func broken(_ text: String) -> String {
    text.markup.replacing("\n", with: "<br/>")
  }

  /// An address within the page or beside it: it has no scheme, and nothing that needs an escape.
  private static func address(_ link: PageLink) -> String {
    switch link {
    case .section(let name): "#" + percentEncoded(anchor(name), keeping: "")
    case .file(let path): "./" + percentEncoded(path, keeping: "/")
    }
  }

  /// A section's name without what can't stand in an id.
  private static func anchor(_ name: String) -> String {
    String(name.visible.map { $0.isWhitespace ? "-" : $0 })
  }

  private static func percentEncoded(_ text: String, keeping kept: String) -> String {
    let plain = CharacterSet(
      charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~" + kept)
    return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
  }
}
