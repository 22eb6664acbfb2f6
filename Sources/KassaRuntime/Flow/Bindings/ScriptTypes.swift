/// The tables that scripts are given: what the checks and the editor know of their fields.
enum ScriptTypes {
  /// What a charge came to, as the stubs write the type.
  static let outcome =
    "\"approved\"|\"declined\"|\"unknown\"|\"not_run\"|\"in_part\"|\"over\"|\"by_hand\"|nil"

  static let line = HostType(
    "receipt.Line", summary: "A line of the receipt.",
    fields: [
      Field("id", .integer, summary: "By which `receipt` changes it."),
      Field("name", .string, summary: "As it is printed."),
      Field("price", .money, summary: "For one unit.", unit: "kopecks"),
      Field("quantity", .string, summary: "An exact decimal: \"0.354\"."),
      Field("measure", .oneOf(Measure.allCases.map(\.name)), summary: "Tag 2108."),
      Field("vat", .oneOf(VATRate.allCases.map(\.name)), summary: "Tag 1199."),
      Field("subject", .oneOf(SettlementSubject.allCases.map(\.name)), summary: "Tag 1212."),
      Field("method", .string, summary: "Tag 1214."),
      Field("gross", .money, summary: "With nothing taken off.", unit: "kopecks"),
      Field("discount", .money, summary: "All that is taken off.", unit: "kopecks"),
      Field("cut", .money, summary: "Of it by the store's prices.", unit: "kopecks"),
      Field("sum", .money, summary: "With the discount taken off.", unit: "kopecks"),
      Field("department", .string, optional: true, summary: "The store's own grouping."),
      Field("barcode", .string, optional: true, summary: "What was scanned."),
    ])

  static let drawerCount = HostType(
    "drawer.Count", summary: "What lay in the drawer, and what should have; all in kopecks.",
    fields: [
      Field("figure", .integer, summary: "What was counted.", unit: "kopecks"),
      Field(
        "first", .integer, optional: true, summary: "What was typed first, where it was another.",
        unit: "kopecks"),
      Field(
        "expected", .integer, optional: true,
        summary: "What should be there, but at the first count.",
        unit: "kopecks"),
      Field(
        "difference", .integer, optional: true, summary: "Below zero where something is missing.",
        unit: "kopecks"),
      Field("before", .integer, optional: true, summary: "The count before.", unit: "kopecks"),
      Field("before_by", .string, optional: true, summary: "Who counted it."),
      Field("before_at", .integer, optional: true, summary: "When.", unit: "milliseconds"),
      Field("sales", .integer, summary: "Cash of sales since then.", unit: "kopecks"),
      Field("returns", .integer, summary: "Cash of returns.", unit: "kopecks"),
      Field("paid_in", .integer, summary: "Put in.", unit: "kopecks"),
      Field("paid_out", .integer, summary: "Taken out.", unit: "kopecks"),
      Field(
        "unprinted", .integer,
        summary: "Of receipts not printed yet, by how much it is more than at the count before.",
        unit: "kopecks"),
      Field(
        "after_closing", .boolean, summary: "Whether a closing report told what should be there."),
    ])

  static let period = HostType(
    "drawer.Period", summary: "A terminal that did something since it was settled.",
    fields: [
      Field("id", .string, summary: "The terminal's id."),
      Field("terminal", .string, summary: "Its name."),
      Field(
        "since", .integer, optional: true, summary: "When it was settled.", unit: "milliseconds"),
      Field(
        "counted", .boolean,
        summary: "Whether its report was read since then, and nothing was done on it afterwards."),
      Field(
        "failed_at", .integer, optional: true, summary: "When its settlement came to nothing.",
        unit: "milliseconds"),
      Field(
        "settles_at", .string, optional: true,
        summary: "The time of day at which it settles itself, where it does: nobody is asked then."),
    ])

  static let good = HostType(
    "receipt.Good", summary: "One of the till's goods.",
    fields: [
      Field("name", .string, summary: "As it is printed."),
      Field("price", .money, summary: "For one unit.", unit: "kopecks"),
      Field("vat", .oneOf(VATRate.allCases.map(\.name)), summary: "Tag 1199."),
      Field("measure", .oneOf(Measure.allCases.map(\.name)), summary: "Tag 2108."),
      Field("subject", .oneOf(SettlementSubject.allCases.map(\.name)), summary: "Tag 1212."),
      Field("department", .string, optional: true, summary: "The store's own grouping."),
      Field("barcode", .string, optional: true, summary: "The first of them."),
      Field("barcodes", .list(.string), summary: "All it has."),
    ])

  static let parked = HostType(
    "receipt.Parked", summary: "A receipt that was set aside.",
    fields: [
      Field("id", .string, summary: "What it is called at all tills."),
      Field("number", .integer, summary: "Its place in the list, which it keeps."),
      Field("total", .money, summary: "What the goods cost.", unit: "kopecks"),
      Field("at", .integer, summary: "When.", unit: "milliseconds since 1970 UTC"),
      Field("cashier", .string, optional: true, summary: "Who set it aside."),
      Field("is_matter", .boolean, summary: "Whether money of it is in question."),
      Field(
        "kind", .oneOf(MatterKind.allCases.map(\.rawValue)), optional: true,
        summary: "What of it; nil where nothing is."),
      Field("question", .money, summary: "The money in question.", unit: "kopecks"),
      Field("terminal", .string, optional: true, summary: "Of a matter, whose money it is about."),
      Field("goods", .string, optional: true, summary: "Of a matter, its first good."),
    ])

  static let person = HostType(
    "cashier.Person", summary: "Somebody of the store's.",
    fields: [
      Field("name", .string, summary: "As the store has it."),
      Field("role", .oneOf(Role.allCases.map(\.rawValue)), summary: "What they may do."),
      Field("has_pin", .boolean, summary: "Whether they have chosen one."),
    ])

  static let action = HostType(
    "prompt.Action", summary: "What a cashier does at the sale.",
    fields: [
      Field("action", .string, summary: list(SaleAction.names) + ", or the id of a button."),
      Field("barcode", .string, optional: true, summary: "Of \"add\"."),
      Field("scanned", .boolean, optional: true, summary: "Whether a scanner read it."),
      Field("quantity", .string, optional: true, summary: "An exact decimal: \"0.354\"."),
      Field("text", .string, optional: true, summary: "Of \"search\": what was typed."),
      Field("name", .string, optional: true, summary: "Of \"free\"."),
      Field("price", .money, optional: true, summary: "Of \"free\".", unit: "kopecks"),
      Field("line", .integer, optional: true, summary: "The line's id."),
      Field("amount", .money, optional: true, summary: "Of a discount.", unit: "kopecks"),
      Field(
        "hundredths", .integer, optional: true, summary: "Of a discount.",
        unit: "hundredths of a percent"),
      Field("contact", .string, optional: true, summary: "Nil takes it off."),
    ])

  static let timeParts = HostType(
    "clock.Parts", summary: "A time taken apart.",
    fields: [
      Field("date", .string, summary: "\"2026-11-23\"."),
      Field("hour", .integer, summary: "From 0 to 23."),
      Field("minute", .integer, summary: "From 0 to 59."),
      Field(
        "weekday", .oneOf(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), summary: "Its day."),
    ])

  static let terminal = HostType(
    "terminal.Terminal", summary: "A terminal of this till.",
    fields: [
      Field("id", .string, summary: "By which `terminal` charges it."),
      Field("name", .string, summary: "Told apart from others."),
      Field("typed_name", .string, summary: "As it was typed."),
      Field("provider", .string, summary: "The id of its provider."),
      Field("purpose", .string, optional: true, summary: "What the store's rules call it."),
      Field("settings", .map(.any), summary: "Answers to its provider's questions."),
      Field("connected", .boolean, summary: "Whether the till reaches it."),
      Field("configured", .boolean, summary: "Whether somebody set it up."),
      Field("in_service", .boolean, summary: "Whether it takes charges."),
      Field("offered", .boolean, summary: "Whether the store still has its provider."),
      Field("marked", .boolean, summary: "Whether it is used by default."),
      Field("last_used", .boolean, summary: "Whether it was charged last."),
      Field("inn", .string, optional: true, summary: "For whom it takes money."),
      Field("least", .money, optional: true, summary: "The least it takes.", unit: "kopecks"),
      Field("most", .money, optional: true, summary: "The most it takes.", unit: "kopecks"),
      Field(
        "armed", .money, optional: true, summary: "The amount it may still hold.", unit: "kopecks"),
      Field(
        "armed_for", .oneOf([Attempt.Deed.refund.rawValue, Attempt.Deed.void.rawValue]),
        optional: true, summary: "What it may hold that for, where that is no charge."),
      Field(
        "shared", .boolean, optional: true,
        summary: "Whether others charge it too: its report is compared with nothing."),
      Field(
        "settles_at", .string, optional: true,
        summary: "The time of day at which it settles itself, where it does."),
    ])

  /// What a provider's `accepts` and `charge` are given (`kassa/charge.lua`).
  static let charge = HostType(
    "kassa.Charge", summary: "A charge that a provider is asked to take.",
    fields: [
      Field("amount", .money, summary: "What to take.", unit: "kopecks"),
      Field("terminal", .map(.any), summary: "As `terminal.list` has it."),
      Field("reason", .string, summary: "Why this terminal."),
      Field("trace", .list(.any), summary: "Each rule that was looked at."),
      Field("may_change", .boolean, summary: "Whether there is another terminal."),
      Field("ask", .function, summary: "Asks what the terminal did."),
      Field("await", .function, summary: "Sets the receipt aside: nobody can tell yet."),
      Field("not_run", .function, summary: "Says that nothing was run."),
    ])

  /// What a provider's `refund` is given (`kassa/refund.lua`).
  static let refund = HostType(
    "kassa.Refund", summary: "Money that a provider's terminal is asked to give back.",
    fields: [
      Field("amount", .money, summary: "What goes back.", unit: "kopecks"),
      Field("terminal", .string, summary: "The terminal's name."),
      Field("ask", .function, summary: "Asks what the terminal did."),
    ])

  /// What a provider's `settle` is given (`kassa/counting.lua`).
  static let settlement = HostType(
    "kassa.Settlement", summary: "A terminal that is settled.",
    fields: [
      Field("terminal", .string, summary: "The terminal's name."),
      Field("ask", .function, summary: "Asks what came of it."),
    ])

  /// What `service "…"` makes (`kassa/prelude.lua`).
  static let service = HostType(
    "kassa.Service", summary: "One of the shop's own servers.",
    fields: [
      Field("id", .string, summary: "As the store names it."),
      Field("title", .any, optional: true, summary: "Whom the cashier waits for."),
      Field("repeats", .boolean, optional: true, summary: "Whether it knows a key again."),
      Field("ask", .function, summary: "Asks what changes nothing there."),
      Field("change", .function, summary: "Lets it change something."),
    ])

  /// What a rule's `when` is given.
  static let facts = HostType(
    "kassa.Facts", summary: "What a rule looks at.",
    fields: [
      Field("amount", .money, summary: "What is to be charged.", unit: "kopecks"),
      Field("minute", .integer, summary: "Of the day, from 0."),
      timeParts.fields[3], timeParts.fields[0],
      Field("cashier", .string, optional: true, summary: "Who is signed in."),
      Field("departments", .list(.string), summary: "Of the goods on the receipt."),
      Field("by_hand", .string, optional: true, summary: "The terminal chosen by hand."),
    ])

  private static func list(_ names: [String]) -> String {
    names.map { "\"\($0)\"" }.joined(separator: ", ")
  }
}
