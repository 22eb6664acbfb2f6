import Foundation

@testable import KassaRuntime

/// Row 11: a card sale of a store that listens, against the same sale of one that does not.
enum Listeners {
  private static let sales = 200
  private static let rounds = 15

  static func rows() throws -> [Row] {
    let plain = try MemoryTill(StoreBundle(folder: Project.cafe))
    let listening = try MemoryTill(bundle(on: ten))
    let figures = try medians(
      rounds: rounds,
      [
        { try nanoseconds { for turn in 1...sales { try sell(plain, turn) } } },
        { try nanoseconds { for turn in 1...sales { try sell(listening, turn) } } },
      ])
    return [
      Row(
        "sale with ten listeners", ours: figures[1] / Double(sales),
        raw: figures[0] / Double(sales), words: "without", most: 1.1,
        note: "without a disk; each looks at the total, and the first one of a point pays for it")
    ]
  }

  private static func sell(_ till: MemoryTill, _ turn: Int) throws {
    try till.sell(till.makeRun(turn), lines: 1)
  }

  /// The cases of `Benchmarks/instructions`: what listens.
  static let cases = [
    "sale-one": "line_added = function() end",
    "sale-hundred":
      "line_added = { \(Array(repeating: "function() end", count: 100).joined(separator: ", ")) }",
    "sale-ten": ten,
  ]

  /// Ten listeners, all of which a card sale calls once.
  private static let ten = """
    receipt_begun = look, line_added = { look, look }, before_payment = { look, look },
    before_tender = look, after_approval = look, before_printing = look,
    after_receipt = { look, look },
    """

  /// The example café with these listeners.
  static func bundle(on listeners: String) throws -> StoreBundle {
    let cafe = try StoreBundle(folder: Project.cafe).bundle
    var files = cafe.files
    let look = """
      local large = rub "100000"
      local function look()
        if receipt.total() > large then receipt.memo("large", true) end
      end

      """
    for (path, text) in files where path.hasSuffix("/store.lua") && path.hasPrefix("store/") {
      files[path] =
        look + text.replacingOccurrences(of: "api = 1,", with: "api = 1, on = { \(listeners) },")
    }
    return StoreBundle(Bundle(files: files))
  }
}
