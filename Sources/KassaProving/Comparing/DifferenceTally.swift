import Crypto
package import KassaRuntime

/// Differences found on many ways, each told once.
package struct DifferenceTally: Sendable {
  /// One difference, and where it was met.
  package struct Entry: Sendable {
    /// As it was met first.
    package let first: Difference
    /// Where that was.
    package let at: String
    /// The way that led there, a line each; empty where there is none.
    package let way: [String]
    /// The prompts that stood then; nil where it is of the tables.
    package let shown: (old: Prompt, new: Prompt)?
    /// Behind which other question it is asked alone; nil where it was met by itself, too.
    fileprivate var head: Difference.Key?
    /// Questions that are asked alone only behind this one.
    fileprivate var behind: [String] = []
    /// On how many ways it was met.
    package fileprivate(set) var ways = 1
    /// All values it was met with, each once.
    fileprivate var details: Set<[String]>
    /// The first of them, in the order they were met.
    fileprivate var examples: [[String]]

    /// Sums that it is known by: those that are met soon, however far the walk goes.
    fileprivate static let examplesMax = 8

    /// What it is by content: the same of the same two scripts, another where anything of it changes.
    package var id: String {
      let sorted = examples.sorted { $0.lexicographicallyPrecedes($1) }
      let content = [[first.kind.rawValue, first.subject] + behind.sorted()] + sorted
      let text = content.map { $0.joined(separator: "\u{1F}") }.joined(separator: "\n")
      return String(Hex.of(SHA256.hash(data: Array(text.utf8))).prefix(8))
    }

    fileprivate mutating func add(_ detail: [String]) {
      guard details.insert(detail).inserted, examples.count < Self.examplesMax else { return }
      examples.append(detail)
    }

    /// The difference in words; of several values the first, and how many more there are.
    package var text: String {
      let more = first.isAmount ? Set(details.map { $0.suffix(2) }).count - 1 : 0
      return first.text + (more > 0 ? " (and \(more) more such)" : "")
        + (behind.isEmpty ? "" : ", and behind it " + behind.joined(separator: ", "))
    }
  }

  private var entries: [Difference.Key: Entry] = [:]
  /// In the order they were met.
  private var order: [Difference.Key] = []

  package init() {}

  /// Takes what was found on one way.
  ///
  /// - Parameter head: the question behind which it is asked alone.
  package mutating func note(
    _ differences: [Difference], at place: String, way: [String] = [],
    shown: (old: Prompt, new: Prompt)? = nil, behind head: Difference? = nil
  ) {
    // Who must say yes is told for itself.
    func headKey(of each: Difference) -> Difference.Key? {
      each.kind == .prompt && each.key != head?.key ? head?.key : nil
    }
    var met: Set<Difference.Key> = []
    for each in differences {
      let detail = [each.example, each.from, each.to]
      let isNew = met.insert(each.key).inserted
      guard entries[each.key] != nil else {
        entries[each.key] = Entry(
          first: each, at: place, way: way, shown: shown, head: headKey(of: each),
          details: [detail],
          examples: [detail])
        order.append(each.key)
        continue
      }
      entries[each.key]?.add(detail)
      if headKey(of: each) == nil { entries[each.key]?.head = nil }
      if isNew { entries[each.key]?.ways += 1 }
    }
  }

  /// Whether each of them was met before.
  func knowsAll(_ differences: [Difference]) -> Bool {
    differences.allSatisfy { entries[$0.key] != nil }
  }

  /// By kind, in the order they were met; a question that is asked alone only behind another is told with that.
  package var all: [Entry] {
    var told = entries
    for key in order {
      let root = root(of: key)
      guard root != key, let entry = told.removeValue(forKey: key) else { continue }
      told[root]?.behind.append(entry.first.subject)
    }
    return Difference.Kind.allCases.flatMap { kind in
      order.filter { $0.kind == kind }.compactMap { told[$0] }
    }
  }

  /// What it is told with: itself, unless it was met only behind others.
  private func root(of key: Difference.Key) -> Difference.Key {
    var (here, met) = (key, [key] as Set)
    while let head = entries[here]?.head, entries[head] != nil, met.insert(head).inserted {
      here = head
    }
    return here
  }

  package var isEmpty: Bool { entries.isEmpty }
}

/// Bytes as people compare them.
enum Hex {
  static func of(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }.joined()
  }
}
