import KassaRuntime

/// What a cashier sets out to do: answers to prompts by their id, in that order.
///
/// Prompts in between are answered plainly.
struct Workload: Sendable {
  let name: String
  let replies: [(prompt: String, answer: Answer)]

  private init(_ name: String, _ replies: [(String, Answer)]) {
    self.name = name
    self.replies = replies
  }

  /// Whether it goes through what gives money back, and plain answers go on there.
  var givesBack: Bool { takes("returns") }

  /// Whether it goes through printed receipts, and plain answers go on there.
  var looksUp: Bool { takes("documents") || replies.contains { $0.prompt == "correction.late" } }

  private func takes(_ button: String) -> Bool {
    replies.contains { $0.prompt == "sale" && $0.answer == .button(button) }
  }

  /// One for each way through the stock flows.
  static let all = sold + returned + corrected

  private static let sold: [Workload] = [
    Workload("card", [("sale", .button("pay.card"))]),
    Workload("cash", [("sale", .button("pay.cash"))]),
    Workload("split", [("sale", .button("pay.split"))]),
    Workload(
      "other terminal", [("sale", .button("pay.other")), ("charge.terminal", .button("pinpad"))]),
    Workload(
      "declined, then cash",
      [("charge.window", .button("declined")), ("charge.declined", .button("cash"))]),
    Workload(
      "unknown, set aside, taken back",
      [
        ("charge.window", .button("unknown")), ("charge.unknown", .button("unknown")),
        ("charge.detached", .button("senior")), ("charge.unknown", .button("approved")),
      ]),
    Workload(
      "unknown, next customer",
      [
        ("sale", .button("pay.card")), ("charge.window", .button("unknown")),
        ("charge.unknown", .button("unknown")),
        ("charge.detached", .button("next")), ("sale", .button("parked")),
      ]),
    Workload("parked", [("sale", .button("park")), ("sale", .button("parked"))]),
    Workload(
      "split, left, refunded",
      [
        ("sale", .button("pay.split")), ("payment.cash", .cancel),
        ("payment.tender", .button("leave")), ("payment.leave", .button("refund")),
        ("charge.void", .button("approved")),
      ]),
    Workload("not run", [("charge.window", .button("not_run"))]),
    Workload("shift", [("sale", .button("shift")), ("shift.close", .button("yes"))]),
    Workload(
      "terminals",
      [
        ("sale", .button("terminals")), ("terminals.none", .button("add")),
        ("terminals.provider", .button("standalone")), ("terminals.chosen", .button("next")),
        ("terminals.name", .text("Первый")), ("terminals.purpose", .button("none")),
        ("terminals.list", .button("add")), ("terminals.provider", .button("standalone")),
        ("terminals.exists", .button("next")), ("terminals.name", .text("Второй")),
        ("terminals.purpose", .button("none")),
      ]),
    Workload(
      "cash in and out",
      [
        ("sale", .button("drawer")), ("drawer", .button("in")),
        ("drawer.in.amount", .amount(Money(checked: 1_000_00))),
        ("drawer.in.why", .button("float")), ("drawer.in", .button("yes")),
        ("drawer", .button("out")), ("drawer.out.amount", .amount(Money(checked: 10_00))),
        ("drawer.out.why", .button("bank")), ("drawer.out", .button("yes")),
        ("drawer", .button("back")),
      ]),
    Workload(
      "count",
      [
        ("sale", .button("drawer")), ("drawer", .button("count")),
        ("drawer.count", .count(["cash": 500_00])), ("drawer.again", .count(["cash": 500_00])),
        ("drawer", .button("back")),
      ]),
    Workload(
      "day's end, not settled",
      [
        ("sale", .button("pay.card")), ("sale", .button("shift")),
        ("settling.count", .count(["charges": 100_00, "charges_count": 1])),
        ("settling.again", .count(["charges": 100_00, "charges_count": 1])),
        ("settling.word", .button("failed")), ("shift.close", .button("yes")),
      ]),
    Workload(
      "interim report",
      [("sale", .button("drawer")), ("drawer", .button("interim")), ("drawer", .button("back"))]),
    Workload("sign out", [("sale", .button("sign_out"))]),
  ]

  /// Back to the customer, from the sale on.
  private static func back(_ pay: String, _ replies: [(String, Answer)]) -> [(String, Answer)] {
    [("sale", .button(pay)), ("sale", .button("returns"))] + replies
  }

  private static let whole: [(String, Answer)] = [
    ("return.lines", .button("all")), ("return.lines", .button("go")),
  ]

  private static let returned: [Workload] = [
    Workload("returned to a card", back("pay.card", whole)),
    Workload("returned in cash", back("pay.cash", whole)),
    Workload("returned of both", back("pay.split", whole)),
    Workload(
      "returned in parts",
      [
        ("sale", .action(.free(name: "А", price: Money(checked: 33_33)))),
        ("sale", .action(.quantity(line: 1, Quantity.three))),
        ("sale", .action(.free(name: "Б", price: Money(checked: 200_01)))),
        ("sale", .button("pay.split")), ("sale", .button("returns")),
        ("return.lines", .button("line.1")), ("return.quantity", .text("1")),
        ("return.lines", .button("go")), ("sale", .button("returns")),
        ("return.lines", .button("line.1")), ("return.quantity", .text("2")),
        ("return.lines", .button("go")), ("sale", .button("returns")),
      ] + whole),
    Workload(
      "unclear refund, set aside, taken back",
      back("pay.card", whole) + [
        ("return.window", .button("unknown")), ("return.unknown", .button("unknown")),
        ("return.detached", .button("next")), ("sale", .button("parked")),
        ("return.unknown", .button("approved")),
      ]),
    Workload(
      "refund that did not come off",
      back("pay.card", whole) + [
        ("return.window", .button("declined")), ("return.declined", .button("stop")),
        ("return.lines", .cancel), ("sale", .button("returns")),
      ] + whole),
    Workload(
      "slip of another amount",
      back("pay.card", whole) + [
        ("return.amount", .amount(Money(checked: 1))), ("return.under", .button("rest")),
      ]),
    Workload(
      "voided",
      back("pay.card", [("return.lines", .button("all"))]) + [
        ("return.lines", .button("void"))
      ]),
    Workload(
      "void refused, then refunded",
      back("pay.card", [("return.lines", .button("all")), ("return.lines", .button("void"))]) + [
        ("return.void", .button("declined")), ("return.window", .button("approved")),
      ]),
    Workload(
      "void of another operation",
      back("pay.card", [("return.lines", .button("all")), ("return.lines", .button("void"))]) + [
        ("void.amount", .amount(Money(checked: 1))), ("void.other", .button("other")),
      ]),
    Workload(
      "refunded another way",
      back("pay.card", whole) + [
        ("return.window", .button("declined")), ("return.declined", .button("other")),
        ("return.other", .button("cash")),
      ]),
    Workload(
      "returned, the shift closed in between",
      [
        ("sale", .button("pay.cash")), ("sale", .button("shift")), ("shift.close", .button("yes")),
        ("sale", .button("returns")),
      ] + whole),
  ]

  /// To the receipt that was printed last, and what was wrong with it.
  private static func corrected(_ pay: String, _ wrong: String) -> [(String, Answer)] {
    [
      ("sale", .button(pay)), ("sale", .button("documents")),
      ("document.shown", .button("correct")),
      ("correction.wrong", .button(wrong)),
    ]
  }

  private static let corrected: [Workload] = [
    Workload("cash that was a card", corrected("pay.cash", "tender")),
    Workload(
      "a card that was cash",
      corrected("pay.card", "tender") + [("correction.cash", .amount(Money(checked: 199_50)))]),
    Workload(
      "a price put right",
      corrected("pay.cash", "sum") + [
        ("correction.lines", .button("line.1")),
        ("correction.price", .amount(Money(checked: 150_00))), ("correction.lines", .button("go")),
        ("correction.cash", .amount(Money(checked: 150_00))),
      ]),
    Workload("not paid", corrected("pay.cash", "unpaid")),
    Workload(
      "put right, then returned",
      corrected("pay.cash", "tender") + [("sale", .button("returns"))] + whole),
    Workload(
      "a sale that had no document",
      [("sale", .button("documents")), ("document.find", .button("missing"))]),
    Workload(
      "paid in a shift since closed",
      [
        ("sale", .button("pay.split")), ("payment.cash", .cancel),
        ("payment.tender", .button("leave")), ("payment.leave", .button("senior")),
        ("sale", .button("shift")), ("shift.close", .button("yes")), ("sale", .button("parked")),
        ("payment.leave", .button("rest")), ("correction.late", .text("12")),
        ("correction.allow", .button("yes")),
      ]),
    Workload(
      "copied",
      [
        ("sale", .button("pay.cash")), ("sale", .button("documents")),
        ("document.shown", .button("copy")), ("document.shown", .button("back")),
      ]),
  ]

  /// Takes back what was set aside.
  static let takeBack = Workload("take back", [("sale", .button("parked"))])
  static let closeShift = Workload(
    "close the shift", [("sale", .button("shift")), ("shift.close", .button("yes"))])
}

extension Quantity {
  fileprivate static let three = (try? Quantity(3)) ?? .one
}
