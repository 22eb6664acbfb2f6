/// Words of a page with what stands out among them: "\(badge: "failed", .bad) at \(code: place)".
///
/// Whatever is in it, a store's words included, reads as text and is never markup. A line break stays one.
package struct PageText: Hashable, Sendable {
  package enum Run: Hashable, Sendable {
    case plain(String)
    case strong(String)
    case quiet(String)
    case code(String)
    case badge(String, PageTone)
    /// What one of two has and the other has not.
    case added(String)
    case removed(String)
    case link(String, to: PageLink)
  }

  package var runs: [Run]

  package init(_ runs: [Run]) { self.runs = runs }

  package init(_ text: String) { runs = text.isEmpty ? [] : [.plain(text)] }

  package static func + (left: PageText, right: PageText) -> PageText {
    PageText(left.runs + right.runs)
  }
}

/// How something came out; never by colour alone, since its words say it too.
package enum PageTone: String, Hashable, Sendable {
  case good, bad, odd, plain
}

/// Where a link leads: nowhere but into this page or to a file beside it.
package enum PageLink: Hashable, Sendable {
  /// A section of this page, by its name.
  case section(String)
  /// A file, by its path from the folder of this page.
  case file(String)
}

extension PageText: ExpressibleByStringInterpolation {
  package init(stringLiteral text: String) { self.init(text) }

  package init(stringInterpolation: StringInterpolation) { runs = stringInterpolation.runs }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var runs: [Run] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ text: String) {
      if !text.isEmpty { runs.append(.plain(text)) }
    }

    package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      runs.append(.plain(value.description))
    }
    package mutating func appendInterpolation(_ text: PageText) { runs += text.runs }
    package mutating func appendInterpolation(strong text: String) { runs.append(.strong(text)) }
    package mutating func appendInterpolation(quiet text: String) { runs.append(.quiet(text)) }
    package mutating func appendInterpolation(code text: String) { runs.append(.code(text)) }
    package mutating func appendInterpolation(added text: String) { runs.append(.added(text)) }
    package mutating func appendInterpolation(removed text: String) { runs.append(.removed(text)) }
    package mutating func appendInterpolation(badge text: String, _ tone: PageTone) {
      runs.append(.badge(text, tone))
    }
    package mutating func appendInterpolation(link text: String, to link: PageLink) {
      runs.append(.link(text, to: link))
    }
  }
}
