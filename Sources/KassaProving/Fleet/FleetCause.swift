import Foundation
import KassaRuntime

/// Equal failures of several scenarios and stores.
package struct FleetCause: Sendable {
  /// What makes failures equal: the store's own question in the way, or the same place, expectation and
  /// find, whatever the store's folder is called.
  struct Key: Hashable, Sendable {
    private let words: [String]
    /// Without the folder's name: "store.lua:34".
    let place: String

    /// Nil where it has not failed.
    init?(_ result: ScenarioResult, in member: Fleet.Member) {
      guard let failure = result.failure else { return nil }
      let base = URL(fileURLWithPath: member.folder).resolvingSymlinksInPath().lastPathComponent
      func common(_ text: String) -> String {
        text.replacing("\(base)/", with: "").replacing(member.name, with: "·")
      }
      if let standing = failure.standing, let own = standing.place, failure.step != nil {
        place = common(own)
        words = [standing.id, standing.point ?? ""]
      } else {
        // Of a store that can't be used its own words say where.
        place =
          failure.file == member.name
          ? "" : common(failure.file) + (failure.line.map { ":\($0)" } ?? "")
        words = [failure.step ?? "", common(failure.expected ?? ""), common(failure.came)]
      }
    }
  }

  let key: Key
  /// The first of them by the order of the stores, with its trace.
  package private(set) var first: ScenarioResult
  package private(set) var count = 0
  package private(set) var stores: [String] = []
  /// What was expected, and how often.
  private var expected: [String: Int] = [:]

  fileprivate init(_ first: ScenarioResult, _ key: Key) { (self.first, self.key) = (first, key) }

  fileprivate mutating func add(_ result: ScenarioResult) {
    count += 1
    if stores.last != result.store { stores.append(result.store) }
    if let words = result.failure?.expected { expected[words, default: 0] += 1 }
    // The shortest way says most.
    if let trace = result.trace, let known = first.trace, trace.events.count < known.events.count {
      first = result
    }
  }

  /// The line to look at: "store.lua:34"; empty where a store can't be used at all.
  package var place: String { key.place }

  /// In one line.
  package var title: String {
    guard let failure = first.failure else { return "" }
    if let standing = failure.standing, standing.place != nil, failure.step != nil {
      let when = standing.point.map { Self.moment($0) + ", " } ?? ""
      return "\(when)\(standing.id) is asked" + instead
    }
    let came = failure.came.replacing("\n", with: " ")
    return failure.expected.map { "expected \($0), came \(came)" } ?? came
  }

  /// Where else the sale, or whatever most of them expect, would have stood.
  private var instead: String {
    let most = expected.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    return switch most {
    case nil: ""
    case "the sale"?: " before the sale"
    case let words?: " where \(words) was expected"
    }
  }

  /// The ids of the prompts that led there, the last ones of many.
  package var way: String {
    var ids: [String] = []
    for case .asked(let prompt, _) in first.trace?.events ?? [] where ids.last != prompt.id {
      ids.append(prompt.id)
    }
    let shown = ids.suffix(Self.wayMax)
    return (shown.count < ids.count ? "… → " : "") + shown.joined(separator: " → ")
  }

  private static let wayMax = 6

  /// When what is the store's own is called: "when a receipt begins".
  static func moment(_ point: String) -> String {
    let name = String(point.trimmingPrefix("on."))
    return moments[name] ?? "in \(name)"
  }

  private static let moments = [
    "after_sign_in": "after somebody has signed in", "receipt_begun": "when a receipt begins",
    "receipt_taken_back": "when a receipt is taken back", "line_added": "when goods are added",
    "line_changed": "when a line changes", "line_removed": "when a line is removed",
    "receipt_dropped": "when a receipt is dropped", "receipt_parked": "when a receipt is parked",
    "before_payment": "before a payment", "before_tender": "before a tender",
    "after_approval": "after an approval", "after_decline": "after a decline",
    "before_printing": "before printing", "after_receipt": "after a receipt",
    "before_shift_close": "before a shift is closed", "before_return": "before money goes back",
    "after_return": "after a return",
  ]
}

/// What the scenarios of a fleet came to, as it is told.
package struct FleetCount: Sendable {
  package private(set) var stores = 0
  package private(set) var passed = 0
  package private(set) var failed = 0
  package private(set) var replaced = 0
  private var known: [FleetCause.Key: Int] = [:]
  private var all: [FleetCause] = []

  package init() {}

  package var total: Int { passed + failed + replaced }

  package mutating func note(_ store: FleetStore) {
    if !store.results.isEmpty { stores += 1 }
    passed += store.passed
    failed += store.failed
    replaced += store.replaced
    for result in store.results {
      guard let key = FleetCause.Key(result, in: store.member) else { continue }
      let index = known[key] ?? all.count
      if index == all.count { all.append(FleetCause(result, key)) }
      known[key] = index
      all[index].add(result)
    }
  }

  /// The causes of all failures, the most frequent first, each under its letter: A, B … Z, AA.
  package var causes: [(letter: String, cause: FleetCause)] {
    let sorted = all.enumerated().sorted {
      ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
    }
    return sorted.enumerated().map { (Self.letter($0.offset), $0.element.element) }
  }

  private static func letter(_ index: Int) -> String {
    let last = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index % 26)))
    return index < 26 ? last : letter(index / 26 - 1) + last
  }
}
