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

  /// One for each way through the stock flows.
  static let all: [Workload] = [
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
        ("charge.window", .button("unknown")), ("charge.unknown", .button("unknown")),
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
    Workload("sign out", [("sale", .button("sign_out"))]),
  ]

  /// Takes back what was set aside.
  static let takeBack = Workload("take back", [("sale", .button("parked"))])
  static let closeShift = Workload(
    "close the shift", [("sale", .button("shift")), ("shift.close", .button("yes"))])
}
