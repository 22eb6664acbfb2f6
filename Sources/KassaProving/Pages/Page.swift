package import KassaRuntime

/// A page of what was found out about stores: values, which ``html`` makes one self-contained file.
///
/// Everything of a page is said by these; there is no place for markup of one's own.
package struct Page: Hashable, Sendable {
  package var title: String
  /// What it comes to, below the title.
  package var lead: PageText
  package var blocks: [PageBlock]
  /// Of the page's own words; a store's may be in another.
  package var language: Language

  package init(
    _ title: String, lead: PageText = "", language: Language = .en, _ blocks: [PageBlock]
  ) {
    (self.title, self.lead, self.language, self.blocks) = (title, lead, language, blocks)
  }
}

/// A part of a page, from top to bottom.
package indirect enum PageBlock: Hashable, Sendable {
  /// Headings nest as sections do; one with a name can be linked to.
  case section(PageText, name: String? = nil, [PageBlock])
  case paragraph(PageText)
  case list([PageText])
  /// As ``list``, numbered from 1.
  case steps([PageText])
  /// Lines as they are: of a script, a way, paper.
  case code(String)
  case table(PageTable)
  /// Folded away until somebody asks for it; never on paper.
  case details(PageText, isOpen: Bool = false, [PageBlock])
  /// Next to each other where there is room.
  case beside([[PageBlock]])
  /// What a person or a machine had before them: a prompt, a document.
  case card(PageText, tone: PageTone = .plain, [PageBlock])
  /// The buttons of a prompt; the one that was taken is marked.
  case buttons([String], taken: Int? = nil)
  /// A picture as SVG, which stands apart from the page and can't reach it; `words` say what it shows.
  case picture(svg: String, words: String)
}

/// Rows under heads. On a narrow screen each row becomes a list, so no cell needs its neighbours to be
/// understood.
package struct PageTable: Hashable, Sendable {
  package struct Column: Hashable, Sendable, ExpressibleByStringLiteral {
    package let title: String
    /// Whether its cells are numbers, which stand below each other by their last digit.
    package let isNumber: Bool

    package init(_ title: String, isNumber: Bool = false) {
      (self.title, self.isNumber) = (title, isNumber)
    }

    package init(stringLiteral title: String) { self.init(title) }
  }

  package var columns: [Column]
  /// A cell a column; those that are left out are empty.
  package var rows: [[PageText]]

  package init(_ columns: [Column], _ rows: [[PageText]]) {
    (self.columns, self.rows) = (columns, rows)
  }
}
