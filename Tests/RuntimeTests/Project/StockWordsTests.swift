import Foundation
import Testing

@testable import KassaRuntime

/// What the stock library asks has words, in both languages alike.
@Suite struct StockWordsTests {
  private static let root = TillProcess.root.appendingPathComponent("Scripts/lua/kassa")
  private let words: Words

  init() throws {
    words = try StoreLoading.stockWords(KassaRuntime.Bundle(files: StockLibrary.files))
  }

  @Test func `both languages have words for the same prompts`() {
    let (russian, english) = (words.ids(.ru), words.ids(.en))
    #expect(russian.count > 50)
    #expect(Set(russian).symmetricDifference(english).sorted() == [])
  }

  @Test func `both languages have the same buttons in the same order`() {
    for id in words.ids(.ru) {
      let russian = words[.ru, id]?.buttons.map(\.id)
      #expect(russian == words[.en, id]?.buttons.map(\.id), "\(id)")
    }
  }

  @Test func `both languages fill the same placeholders`() {
    for id in words.ids(.ru) {
      #expect(placeholders(words[.ru, id]) == placeholders(words[.en, id]), "\(id)")
    }
  }

  @Test func `every prompt that the stock library asks has words`() throws {
    var asked: Set<String> = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: Self.root.path)
    where path.hasSuffix(".lua") && !path.hasPrefix("texts/") {
      let file = Self.root.appendingPathComponent(path)
      for id in try Self.asked(in: String(contentsOf: file, encoding: .utf8)) {
        #expect(words[.ru, id] != nil, "\(path) asks «\(id)»")
        asked.insert(id)
      }
    }
    // Of each way a script names an id, one; else a change of style would make this test blind.
    for id in ["sale", "sale.refused", "charge.window", "charge.over", "payment.leave"] {
      #expect(asked.contains(id), "«\(id)» was not found in the scripts")
    }
  }

  @Test func `every reason that a script is told has words`() {
    let readiness = Readiness.Reason.allCases.map(\.rawValue)
    let terminals = Self.terminals.compactMap(\.cashierReason)
    let receipts = Self.refused.compactMap(\.cashierReason)
    for reason in readiness + Self.refusals.map(\.reason) + receipts + terminals {
      for language in Language.allCases {
        let title = words[language, "reason.\(reason)"]?.title ?? ""
        #expect(!title.isEmpty, "reason.\(reason) in \(language.rawValue)")
      }
    }
  }

  /// The ids of `prompt.tell { "id"`, of the first key on a line of its own, and of `local id = …`.
  private static func asked(in text: String) -> [String] {
    let call = /(?:\w+\.\w+) \{\s*"([a-z_]+(?:\.[a-z_]+)?)"/
    let named = /"((?:charge|payment|print|sale|shift|sign_in|till|parked)\.[a-z_]+)"/
    // What names its function in a mistake's words asks nothing.
    let text = text.split(separator: "\n").filter { !$0.contains("expect.") }
      .joined(separator: "\n")
    return
      (text.matches(of: call).map { String($0.1) }
      + text.matches(of: named).map { String($0.1) })
  }

  private func placeholders(_ words: PromptWords?) -> [String] {
    let text = (words?.title ?? "") + (words?.body ?? "")
    return Set(text.matches(of: /\{(\w+)\}/).map { String($0.1) }).sorted()
  }

  private static let refusals: [Refusal] = [
    .noPaper, .coverOpen, .busy, .shiftClosed, .shiftOpen, .shiftExpired, .documentInvalid(""),
    .foreignSeller(registered: ""), .taxationNotRegistered(.osn),
    .clockBackwards(last: Moment(milliseconds: 0)), .memoryFull, .keyTaken, .nothingPrinted,
    .deviceFault(""),
  ]

  private static let terminals: [TerminalError] = [
    .nameLength(0), .notPrintable, .cardNumber, .hasMatters(""), .attemptOpen, .notAnHour,
  ]

  /// One of each that a cashier can bring about.
  private static let refused: [ReceiptError] = [
    .alreadyPrinted, .printUnknown, .attemptOpen("", .zero), .tendersTaken, .belowCharges(.zero),
    .nameLength(0), .priceTooLarge(.zero), .tooLarge, .tooManyLines,
    .discountTooLarge(.zero, of: .zero), .badContact,
    .cardNumber(field: ""), .noLine(1), .seniorNeeded,
  ]
}
