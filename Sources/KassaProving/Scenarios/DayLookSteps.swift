import KassaEmulators
import KassaRuntime

/// The part of `day` that looks at what came of it.
enum DayLookSteps {
  static func functions(_ desk: DayDesk) -> [HostFunction] {
    [
      expect(desk), prompt(desk), receipt(desk), noReceipt(desk), rule(desk),
      parked(desk, "matters", "How many receipts have money that somebody must still resolve.") {
        $0.matters.count
      },
      parked(desk, "parked", "How many receipts are set aside, matters among them.") {
        $0.parked.count
      },
      paper(desk), fault(desk), due(desk), memo(desk), kept(desk),
    ]
  }

  private static func expect(_ desk: DayDesk) -> HostFunction {
    desk.look(
      "expect", "Looks at the open prompt; what is not named may be anything.",
      [Parameter("prompt", .record(PromptFacts.fields), summary: "What it must show.")]
    ) { (arguments, view) throws(DayMismatch) in
      try DayComparison.compare(arguments[1], PromptFacts.fields) { key in
        PromptFacts.fact(key, of: view.prompt)
      }
    }
  }

  private static func prompt(_ desk: DayDesk) -> HostFunction {
    desk.step(
      "prompt", "The open prompt, for checks of a scenario's own.",
      returns: [
        Returned(
          "prompt", "table", summary: "What `expect` can name, and `buttons`: the ids in order.")
      ]
    ) { _ in
      .prompts { view in
        var facts: [String: Value] = [
          "buttons": .list(view.prompt.buttons.map { .string($0.id) })
        ]
        for field in PromptFacts.fields where field.name != "button" {
          facts[field.name] = PromptFacts.fact(field.name, of: view.prompt).first
        }
        return .done([.record(facts)])
      }
    }
  }

  private static func receipt(_ desk: DayDesk) -> HostFunction {
    desk.look(
      "expect_receipt", "Looks at the one receipt printed since the last such look.",
      [Parameter("receipt", .record(ReceiptFacts.fields), summary: "What it must say.")]
    ) { (arguments, view) throws(DayMismatch) in
      let found = try view.world.takeReceipts()
      guard let receipt = found.first, found.count == 1 else {
        throw DayMismatch(
          expected: "one receipt", came: "\(found.count), and \(view.prompt.shown)")
      }
      try DayComparison.compare(arguments[1], ReceiptFacts.fields) { key in
        ReceiptFacts.fact(key, of: receipt.document)
      }
    }
  }

  private static func noReceipt(_ desk: DayDesk) -> HostFunction {
    desk.look("expect_no_receipt", "No receipt was printed since the last look at one.", []) {
      (_, view) throws(DayMismatch) in
      let found = try view.world.takeReceipts()
      guard let receipt = found.first else { return }
      throw DayMismatch(
        expected: "no receipt",
        came: "document \(receipt.printed.number) over \(receipt.document.total)")
    }
  }

  private static func rule(_ desk: DayDesk) -> HostFunction {
    desk.look(
      "expect_rule", "Why the terminal of the last charge was chosen.",
      [
        Parameter(
          "rule", .string,
          summary:
            "A rule's name, the Russian one whatever the cashier reads; \"only\" or \"by_hand\" "
            + "without one.")
      ]
    ) { (arguments, view) throws(DayMismatch) in
      let (expected, found) = (arguments.text(1), view.record.lastAttempt?.reason)
      guard found != expected else { return }
      throw DayMismatch(
        expected: "rule «\(expected)»", came: found.map { "rule «\($0)»" } ?? "no charge")
    }
  }

  private static func parked(
    _ desk: DayDesk, _ name: String, _ summary: String,
    _ count: @escaping (TillState) -> Int
  ) -> HostFunction {
    desk.look(
      "expect_" + name, summary, [Parameter("count", .integer, summary: "So many.")]
    ) { (arguments, view) throws(DayMismatch) in
      let found = count(view.record.ledger.till)
      guard arguments[1].int != Int64(found) else { return }
      throw DayMismatch(
        expected: "\(arguments[1].int ?? 0) \(name)", came: "\(found), at \(view.prompt.shown)")
    }
  }

  private static func memo(_ desk: DayDesk) -> HostFunction {
    desk.look(
      "expect_memo", "What the store's scripts noted on the receipt in hand, by `receipt.memo`.",
      [
        Parameter("key", .string, summary: "Under which key."),
        Parameter("value", .value, optional: true, summary: "What is noted; nil for nothing."),
      ]
    ) { (arguments, view) throws(DayMismatch) in
      let memo = view.record.ledger.receipt?.remembered ?? [:]
      let found = memo[arguments.text(1)] ?? .null
      guard found != arguments[2] else { return }
      let keys = memo.keys.filter { !$0.hasPrefix("kassa.") }.sorted()
      throw DayMismatch(
        expected: "\(arguments.text(1)) = \(shown(arguments[2]))",
        came: shown(found)
          + (found == .null && !keys.isEmpty ? "; noted are \(keys.joined(separator: ", "))" : ""))
    }
  }

  private static func shown(_ value: Value) -> String {
    value == .null ? "nothing" : value.jsonText
  }

  private static func kept(_ desk: DayDesk) -> HostFunction {
    desk.look(
      "expect_kept", "What the store's scripts remember under a name.",
      [
        Parameter("name", .string, summary: "As `kept` of the store declares it."),
        Parameter(
          "value", .value, optional: true,
          summary: "What is kept; nil for nothing, not even a default."),
        Parameter("key", .string, optional: true, summary: "Of one that is `keyed`, whose."),
      ]
    ) { (arguments, view) throws(DayMismatch) in
      let key = KeptKey(arguments.text(1), arguments[3].string)
      let local = LocalTime(view.world.clock.now, offsetSeconds: DayClock.offsetSeconds)
      let found = view.record.ledger.till.kept.value(key, on: local.date)?.value ?? .null
      guard found != arguments[2] else { return }
      throw DayMismatch(
        expected: "\(key.row) = \(shown(arguments[2]))", came: shown(found))
    }
  }

  private static func due(_ desk: DayDesk) -> HostFunction {
    desk.step(
      "due", "What is still to be paid of the receipt in hand.",
      returns: [Returned("kopecks", "integer", summary: "In kopecks; 0 without a receipt.")]
    ) { _ in
      .prompts { view in .done([.int(view.record.ledger.receipt?.due.kopecks ?? 0)]) }
    }
  }

  /// As failures call it: what it expects stops nothing before it.
  static let expectFault = "expect_fault"

  private static func fault(_ desk: DayDesk) -> HostFunction {
    desk.look(
      expectFault,
      "Something of the store has failed since the last such look; what is not expected so fails the "
        + "scenario.",
      [
        Parameter(
          "text", .string, optional: true,
          summary: "Part of what is said of it; anything without.")
      ]
    ) { (arguments, view) throws(DayMismatch) in
      let text = arguments.text(1)
      let new = view.unexpectedFaults
      let found = new.filter { text.isEmpty || $0.fault.text.contains(text) }
      guard !found.isEmpty else {
        throw DayMismatch(
          expected: text.isEmpty ? "something of the store to fail" : "a failure with «\(text)»",
          came: new.isEmpty ? "none" : new.map(\.fault.text).joined(separator: "; "))
      }
      view.world.expectedFaults.formUnion(found.map(\.index))
    }
  }

  private static func paper(_ desk: DayDesk) -> HostFunction {
    desk.look(
      "expect_paper", "The paper that came out last has a line with this text.",
      [Parameter("text", .string, summary: "Part of a line.")]
    ) { (arguments, view) throws(DayMismatch) in
      let lines = view.papers.last?.lines ?? []
      guard !lines.contains(where: { $0.contains(arguments.text(1)) }) else { return }
      throw DayMismatch(
        expected: "a line with «\(arguments.text(1))»",
        came: lines.isEmpty ? "no paper" : "paper without one")
    }
  }
}
